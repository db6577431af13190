package org.parley.cli.command;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;
import org.parley.cli.terminal.Printable;

/** Prints messages: for people one readable line each, for scripts one JSON object a line. */
final class MessageTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintWriter out;
    private final boolean json;
    private final boolean withConversation;

    MessageTable(PrintWriter out, boolean json, boolean withConversation) {
        this.out = out;
        this.json = json;
        this.withConversation = withConversation;
    }

    void print(Message message) {
        out.println(json ? Json.line(message.toJson()) : line(message));
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private String line(Message message) {
        String where = withConversation ? "%-20s ".formatted(message.conversation()) : "";
        return time(message.time())
                + "  "
                + where
                + "%-12s ".formatted(message.from())
                + said(message)
                + (message.edited() ? " (edited)" : "")
                + reactions(message);
    }

    /** What was said, on one line. */
    static String said(Message message) {
        if (message.removed()) return "(removed)";
        String text = message.text();
        String kind =
                switch (message.type()) {
                    case TEXT, SYSTEM -> "";
                    case EDIT, DELETE, REACTION, ATTACHMENT, LOCATION, CONTACT, CALL ->
                            "[" + message.type().wireName() + "] ";
                };
        return kind + (text == null ? "" : Printable.line(text));
    }

    private static String reactions(Message message) {
        if (message.reactions().isEmpty()) return "";
        return message.reactions().entrySet().stream()
                .map(r -> r.getValue() + " " + r.getKey())
                .collect(Collectors.joining(", ", "  [", "]"));
    }
}
