package org.parley.presence.board;

import java.util.Locale;
import java.util.Optional;

/** How somebody is there; the later, the more: of several devices the best counts. */
public enum State {
    OFFLINE,
    AWAY,
    ONLINE;

    /** As it stands in payloads, records and tables. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> parse(String text) {
        for (State state : values()) if (state.wireName().equals(text)) return Optional.of(state);
        return Optional.empty();
    }
}
