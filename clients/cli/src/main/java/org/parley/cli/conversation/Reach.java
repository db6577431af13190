package org.parley.cli.conversation;

import java.util.Locale;
import java.util.Optional;

/** How far a person got with a conversation. */
public enum Reach {
    DELIVERED,
    READ;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Reach> parse(String wireName) {
        return switch (wireName) {
            case "delivered" -> Optional.of(DELIVERED);
            case "read" -> Optional.of(READ);
            default -> Optional.empty();
        };
    }
}
