/** The vendors' ways of being told something, and what their answers mean. */
@NullMarked
package org.parley.push.gateway;

import org.jspecify.annotations.NullMarked;
