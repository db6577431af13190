package org.parley.archive.history;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import org.parley.archive.problem.BadParameter;

/**
 * A place to go on from. Opaque to clients: its inside may change, and then its version does. The
 * kind keeps a cursor of one list from being used in another; the checksum finds a mangled one.
 */
public record Cursor(Kind kind, long major, long minor) {

    public static final String RULE =
            "it is a cursor that an earlier answer of the same operation gave";

    private static final byte VERSION = 1;
    private static final int BODY = 2 + 2 * Long.BYTES;
    private static final int SIZE = BODY + Integer.BYTES;

    /** Whose list it is a place in. */
    public enum Kind {
        HISTORY('h'),
        CONVERSATIONS('c'),
        SYNC('s'),
        SEARCH('f'),
        OPERATOR('o'),
        AUDIT('a'),
        REJECTED('r');

        private final byte mark;

        Kind(char mark) {
            this.mark = (byte) mark;
        }
    }

    public static Cursor at(Kind kind, long position) {
        return new Cursor(kind, position, 0);
    }

    public static Optional<Cursor> parse(Kind kind, String text) {
        return decode(text).filter(bytes -> isSound(kind, bytes)).map(bytes -> read(kind, bytes));
    }

    /** The one that a request names, or a problem that says which parameter is wrong. */
    public static Cursor required(Kind kind, String parameter, String text) {
        return parse(kind, text).orElseThrow(() -> new BadParameter(parameter, text, RULE));
    }

    private static Cursor read(Kind kind, ByteBuffer bytes) {
        return new Cursor(kind, bytes.getLong(2), bytes.getLong(2 + Long.BYTES));
    }

    private static Optional<ByteBuffer> decode(String text) {
        if (text.length() != (SIZE * 8 + 5) / 6) return Optional.empty();
        try {
            return Optional.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isSound(Kind kind, ByteBuffer bytes) {
        return bytes.get(0) == VERSION
                && bytes.get(1) == kind.mark
                && bytes.getInt(BODY) == checksum(bytes);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.slice(0, BODY));
        return (int) crc.getValue();
    }

    @Override
    public String toString() {
        byte[] array = new byte[SIZE];
        ByteBuffer bytes = ByteBuffer.wrap(array);
        bytes.put(VERSION).put(kind.mark).putLong(major).putLong(minor);
        bytes.putInt(checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(array);
    }
}
