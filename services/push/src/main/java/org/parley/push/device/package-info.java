/** Devices, how each is told, when it is quiet, and which conversations are muted. */
@NullMarked
package org.parley.push.device;

import org.jspecify.annotations.NullMarked;
