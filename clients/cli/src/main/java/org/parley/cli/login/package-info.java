/** Access tokens: from the local stack's demo users, or from a login with the device flow. */
@NullMarked
package org.parley.cli.login;

import org.jspecify.annotations.NullMarked;
