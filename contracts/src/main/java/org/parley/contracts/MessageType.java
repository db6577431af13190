package org.parley.contracts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing a message is; its wire name is the lower-case name. */
public enum MessageType {
    TEXT,
    EDIT,
    DELETE,
    REACTION,
    ATTACHMENT,
    LOCATION,
    CONTACT,
    CALL,
    /** Said by a service; a person's is rejected. */
    SYSTEM;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it changes another message rather than standing for itself. */
    public boolean changesAnother() {
        return this == EDIT || this == DELETE || this == REACTION;
    }

    public static Optional<MessageType> parse(String wireName) {
        return Arrays.stream(values()).filter(t -> t.wireName().equals(wireName)).findFirst();
    }
}
