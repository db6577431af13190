/** Ways into a group that somebody outside takes himself: links, and requests that they lead to. */
@NullMarked
package org.parley.groups.invite;

import org.jspecify.annotations.NullMarked;
