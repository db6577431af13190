/** What a conversation looks like from what arrived: merge by id, order, ticks, gaps. Pure. */
@NullMarked
package org.parley.cli.conversation;

import org.jspecify.annotations.NullMarked;
