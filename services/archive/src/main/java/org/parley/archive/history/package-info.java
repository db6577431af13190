/**
 * What a person may read of what was said: conversations, their messages, and what changed since.
 */
@NullMarked
package org.parley.archive.history;

import org.jspecify.annotations.NullMarked;
