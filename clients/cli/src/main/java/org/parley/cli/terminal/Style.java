package org.parley.cli.terminal;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Tick;
import org.parley.contracts.MessageType;

/** How messages look: tick, time, number, name, text. Pure. */
record Style(boolean ascii, ZoneId zone, String me) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM. HH:mm");
    private static final String OFF = "\u001b[0m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";

    /** Two columns; blank for what others sent. */
    String tick(Message message, Tick tick) {
        return message.from().equals(me) ? tick(tick) : "  ";
    }

    String tick(Tick tick) {
        if (ascii) return tick.ascii();
        return tick.colour() + tick.symbol() + (tick.colour().isEmpty() ? "" : OFF);
    }

    /**
     * A line.
     *
     * @param answered the number of the message that this one answers
     */
    String line(Message message, Tick tick, int number, OptionalInt answered) {
        return tick(message, tick)
                + dim(" " + TIME.format(message.time().atZone(zone)) + " #" + number + " ")
                + name(message.from())
                + (answered.isPresent() ? dim(" re #" + answered.getAsInt()) : "")
                + ": "
                + text(message)
                + (message.edited() ? dim(" (edited)") : "")
                + reactions(message);
    }

    private String name(String from) {
        return ascii ? from : BOLD + from + OFF;
    }

    String dim(String text) {
        return ascii ? text : DIM + text + OFF;
    }

    String text(Message message) {
        if (message.removed()) return dim("(removed)");
        String text = message.text() == null ? "" : Printable.line(message.text());
        if (message.type() == MessageType.TEXT || message.type() == MessageType.SYSTEM) return text;
        return "[" + message.type().wireName() + "] " + text;
    }

    private String reactions(Message message) {
        if (message.reactions().isEmpty()) return "";
        return dim(
                message.reactions().entrySet().stream()
                        .map(r -> Printable.line(r.getValue()) + " " + r.getKey())
                        .collect(Collectors.joining(", ", "  [", "]")));
    }
}
