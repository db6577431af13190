/** Reading and writing JSON trees leniently: what a server adds later must not break us. */
@NullMarked
package org.parley.cli.json;

import org.jspecify.annotations.NullMarked;
