package org.parley.push.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A conversation's name among a vendor's notifications, so that the newest replaces the one before:
 * 32 characters of base64url, which Web Push's Topic and Apple's 64 bytes allow, and from which the
 * vendor learns nothing.
 */
final class Collapse {

    private Collapse() {}

    static String key(String conversation) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(conversation.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(java.util.Arrays.copyOf(hash, 24));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
