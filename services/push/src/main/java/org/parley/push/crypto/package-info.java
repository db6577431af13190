/** Web Push encryption (RFC 8291) and signed tokens (RFC 7515) on the JDK's own cryptography. */
@NullMarked
package org.parley.push.crypto;

import org.jspecify.annotations.NullMarked;
