/** Out to vendors and to servers that users name: never to where only we can reach. */
@NullMarked
package org.parley.push.egress;

import org.jspecify.annotations.NullMarked;
