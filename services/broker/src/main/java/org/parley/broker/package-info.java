/** What all parts of the broker's extension share: settings, rates and counters. */
@NullMarked
package org.parley.broker;

import org.jspecify.annotations.NullMarked;
