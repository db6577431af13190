/** What an answer says when there is none: RFC 9457 problems that name value and rule. */
@NullMarked
package org.parley.push.problem;

import org.jspecify.annotations.NullMarked;
