package org.parley.archive.problem;

import java.util.UUID;

/** In a group, who received and read a message is told to the one who wrote it. */
public final class NotTheAuthor extends RuntimeException {

    public NotTheAuthor(UUID message) {
        super("who has read " + message + " is told to its author, while he is in the group");
    }
}
