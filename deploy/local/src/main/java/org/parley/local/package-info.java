/** Starts Parley's servers and services on this machine as child processes, and stops them all. */
@NullMarked
package org.parley.local;

import org.jspecify.annotations.NullMarked;
