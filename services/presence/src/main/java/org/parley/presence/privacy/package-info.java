/**
 * Who may see whom: each one's setting, and who has written to whom; the source of both on the log.
 */
@NullMarked
package org.parley.presence.privacy;

import org.jspecify.annotations.NullMarked;
