/** The push service: which devices are told of messages, and what became of it. */
@NullMarked
package org.parley.cli.push;

import org.jspecify.annotations.NullMarked;
