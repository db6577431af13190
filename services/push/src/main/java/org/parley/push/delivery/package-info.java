/** From rows to vendors: when something is sent, how often it is tried, and what became of it. */
@NullMarked
package org.parley.push.delivery;

import org.jspecify.annotations.NullMarked;
