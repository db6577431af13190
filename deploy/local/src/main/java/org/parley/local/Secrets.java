package org.parley.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords made at first use and kept in the data folder: there are no default ones. */
final class Secrets {
    /** Without look-alikes: people type these. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();
    private final Path file;
    private final ObjectNode known;

    Secrets(Path file) {
        this.file = file;
        this.known = Json.readOrEmpty(file);
    }

    synchronized String of(String name) {
        if (!known.has(name)) {
            known.put(name, make());
            Json.write(file, known);
        }
        return known.get(name).textValue();
    }

    /** A key of 32 random bytes, as base64url. */
    synchronized String key(String name) {
        if (!known.has(name)) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            known.put(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            Json.write(file, known);
        }
        return known.get(name).textValue();
    }

    private String make() {
        return String.join("-", group(), group(), group());
    }

    private String group() {
        var text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
