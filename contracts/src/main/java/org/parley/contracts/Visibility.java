package org.parley.contracts;

import java.util.Locale;
import java.util.Optional;

/** Who sees somebody's presence; whom he blocks never does, he himself always. */
public enum Visibility {
    EVERYONE,
    /** Whoever shares a conversation with him, direct or in a group. */
    CONTACTS,
    NOBODY;

    /** Of whoever set none. */
    public static final Visibility DEFAULT = CONTACTS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Visibility> parse(String text) {
        for (Visibility one : values()) if (one.wireName().equals(text)) return Optional.of(one);
        return Optional.empty();
    }
}
