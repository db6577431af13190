/** Asking one of the HTTP services as a user. */
@NullMarked
package org.parley.cli.service;

import org.jspecify.annotations.NullMarked;
