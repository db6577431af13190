package org.parley.cli.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.MessageId;

/**
 * The line at the bottom where a person types, with what was said above it. Lines above are only
 * ever added; the first two columns of one that is still on the screen can be painted anew.
 */
final class InputLine extends LineReaderImpl {

    private static final String PROMPT = "> ";

    /** A line that was printed, and how many rows it took. */
    private record Printed(@Nullable MessageId message, int rows) {}

    private final Deque<Printed> newestFirst = new ArrayDeque<>();
    private String hint = "";

    InputLine(Terminal terminal) {
        super(terminal, "parley", Map.of());
        setOpt(LineReader.Option.ERASE_LINE_ON_FINISH);
        setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        unsetOpt(LineReader.Option.INSERT_TAB);
    }

    /** Waits for a line; throws as JLine does at Ctrl-C and Ctrl-D. */
    String await() {
        return readLine(PROMPT, hint, (Character) null, null);
    }

    /** How much was typed so far. */
    int typed() {
        lock.lock();
        try {
            return reading ? buf.length() : 0;
        } finally {
            lock.unlock();
        }
    }

    void print(@Nullable MessageId message, String line) {
        lock.lock();
        try {
            int width = Math.max(1, terminal.getWidth());
            int columns = AttributedString.fromAnsi(line).columnLength();
            newestFirst.addFirst(new Printed(message, Math.max(1, (columns + width - 1) / width)));
            if (newestFirst.size() > 500) newestFirst.removeLast();
            printAbove(line);
            flush();
        } finally {
            lock.unlock();
        }
    }

    /** A few words at the right of the input. */
    void hint(String text) {
        lock.lock();
        try {
            hint = text;
            rightPrompt = new AttributedString(text);
            if (reading) redisplay();
        } finally {
            lock.unlock();
        }
    }

    /** Paints the first columns of a message anew, if it is still on the screen. */
    void paintStart(MessageId message, String start) {
        lock.lock();
        try {
            int up = inputRow() + rowsAbove(message);
            if (!reading || up <= 0 || up >= terminal.getHeight()) return;
            terminal.writer().print("\u001b7\u001b[" + up + "A\r" + start + "\u001b8");
            terminal.flush();
        } finally {
            lock.unlock();
        }
    }

    /** Rows from the message's first to the input; far too many where it was never printed. */
    private int rowsAbove(MessageId message) {
        int rows = 0;
        for (Iterator<Printed> lines = newestFirst.iterator(); lines.hasNext(); ) {
            Printed line = lines.next();
            rows += line.rows();
            if (message.equals(line.message())) return rows;
        }
        return Integer.MAX_VALUE / 2;
    }

    /** The row of a long input in which the cursor is. */
    private int inputRow() {
        int columns = PROMPT.length() + new AttributedString(buf.upToCursor()).columnLength();
        return columns / Math.max(1, terminal.getWidth());
    }
}
