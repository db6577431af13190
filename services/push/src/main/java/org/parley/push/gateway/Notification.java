package org.parley.push.gateway;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a device is told of a conversation.
 *
 * @param kind one of the constants here
 * @param message the newest one's id
 * @param sender who wrote it
 * @param group the group's name; absent in a direct conversation
 * @param type of the message
 * @param text absent where previews are off, the content is encrypted, or there is none
 * @param unread messages of the conversation that the user has not read
 * @param badge conversations with such
 * @param urgent whether the device shall be woken
 * @param own whether a vendor with few places for it may keep this conversation's newest only
 */
public record Notification(
        String kind,
        String conversation,
        @Nullable UUID message,
        @Nullable String sender,
        @Nullable String group,
        @Nullable String type,
        @Nullable String text,
        long unread,
        long badge,
        boolean urgent,
        boolean mention,
        boolean own,
        @Nullable Instant receivedAt,
        Instant expiresAt) {

    public static final String MESSAGE = "message";
    public static final String CLEAR = "clear";
    public static final String TEST = "test";

    public boolean isClear() {
        return kind.equals(CLEAR);
    }

    boolean isCall() {
        return "call".equals(type);
    }

    /** Without what was said. */
    @Override
    public String toString() {
        return "Notification[kind=" + kind + ", message=" + message + "]";
    }
}
