/** Who may connect: tokens, the issuer's keys and the rules between them. */
@NullMarked
package org.parley.broker.login;

import org.jspecify.annotations.NullMarked;
