/**
 * Groups and their members: what they are, who may change them, and what a change tells the world.
 */
@NullMarked
package org.parley.groups.group;

import org.jspecify.annotations.NullMarked;
