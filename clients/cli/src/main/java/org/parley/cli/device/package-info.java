/** The devices of a user on this machine: each process holds one. */
@NullMarked
package org.parley.cli.device;

import org.jspecify.annotations.NullMarked;
