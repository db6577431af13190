/** The whole suite on real servers, used as two or three people and an attacker would. */
@NullMarked
package org.parley.e2e;

import org.jspecify.annotations.NullMarked;
