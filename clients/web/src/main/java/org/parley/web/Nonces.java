package org.parley.web;

import java.security.SecureRandom;
import java.util.Base64;

/** Numbers used once, for a page's styles. */
final class Nonces {

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
