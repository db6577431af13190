package org.parley.cli.terminal;

/**
 * Texts of other people, made safe for a terminal: what they send must not move the cursor, change
 * the title, or turn the line around.
 */
public final class Printable {

    private Printable() {}

    /** On one line. */
    public static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '\n') safe.append(" ⏎ ");
        else if (c == '\t') safe.append("    ");
        else if (Character.isISOControl(c) || isOverride(c)) safe.append('�');
        else safe.appendCodePoint(c);
    }

    private static boolean isOverride(int c) {
        return c == 0x202D || c == 0x202E;
    }
}
