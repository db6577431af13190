package org.parley.groups.check;

import org.jspecify.annotations.Nullable;

/**
 * What can be kept of a state while a million others are looked at.
 *
 * @param version its group's; absent for a block
 * @param over a deleted group, a former member: nobody may do anything by it
 * @param hash equal only where the states are
 */
record Print(@Nullable Long version, boolean over, long hash) {}
