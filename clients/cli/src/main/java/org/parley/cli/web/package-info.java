/** HTTP with the JDK client; what goes wrong becomes a failure that names the address. */
@NullMarked
package org.parley.cli.web;

import org.jspecify.annotations.NullMarked;
