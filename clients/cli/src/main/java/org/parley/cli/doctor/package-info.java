/** Checks a running system hop by hop, as a user would meet them. */
@NullMarked
package org.parley.cli.doctor;

import org.jspecify.annotations.NullMarked;
