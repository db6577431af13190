/**
 * Who belongs to which group and who blocks whom: read from the log, kept in memory and on disk.
 */
@NullMarked
package org.parley.broker.access;

import org.jspecify.annotations.NullMarked;
