/** Where the servers are: a local stack, a profile, or what the command line says. */
@NullMarked
package org.parley.cli.server;

import org.jspecify.annotations.NullMarked;
