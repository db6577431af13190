package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * The messages of one pair: JSON of exactly so many bytes, written into a prepared template,
 * because the generator shares its cores with the servers it measures. The number {@code n} stands
 * in the last eight digits of the UUIDv7, so that whoever sees an id knows the message without a
 * map.
 */
final class Payload {
    private static final int TIME_AT = "{\"id\":\"".length();
    private static final int KEY_AT = TIME_AT + "01935d3e-7f00-".length();
    private static final int KEY_LENGTH = "7abc-8def-0123".length();
    private static final int NUMBER_AT = KEY_AT + KEY_LENGTH;
    private static final int NUMBER_LENGTH = 8;
    private static final int N_WIDTH = 10;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String key;
    private final byte[] keyBytes;
    private final byte[] template;
    private final List<byte[]> texts;
    private final int nEnd;
    private final int timestampAt;
    private final int textAt;

    /**
     * @param bytes of each payload, exactly
     * @param texts at least as long as a message has room for; used in turn
     */
    Payload(int bytes, String device, Random random, List<byte[]> texts) {
        this.key = freshKey(random);
        this.keyBytes = key.getBytes(US_ASCII);
        this.texts = texts;
        String untilN =
                "{\"id\":\"00000000-0000-" + key + "00000000\",\"n\":" + " ".repeat(N_WIDTH);
        String untilTimestamp = untilN + ",\"device\":\"" + device + "\",\"timestamp\":\"";
        String untilText = untilTimestamp + "2026-01-01T00:00:00.000Z\",\"message\":\"";
        int room = bytes - untilText.length() - "\"}".length();
        if (room < 1)
            throw new CannotMeasure(
                    "%d bytes are too few for a message: it needs %d"
                            .formatted(bytes, bytes - room + 1));
        this.nEnd = untilN.length();
        this.timestampAt = untilTimestamp.length();
        this.textAt = untilText.length();
        this.template = (untilText + " ".repeat(room) + "\"}").getBytes(US_ASCII);
    }

    /** Version, variant and the random bits of a UUIDv7 that do not hold {@code n}. */
    private static String freshKey(Random random) {
        HexFormat hex = HexFormat.of();
        return "7%s-%s%s-%s"
                .formatted(
                        hex.toHexDigits(random.nextInt(), 3),
                        "89ab".charAt(random.nextInt(4)),
                        hex.toHexDigits(random.nextInt(), 3),
                        hex.toHexDigits(random.nextInt(), 4));
    }

    /** The same n and time give the same bytes: what a repeat must be. */
    byte[] of(int n, long epochMillis) {
        byte[] bytes = template.clone();
        writeHex(bytes, TIME_AT, epochMillis >>> 16, 8);
        writeHex(bytes, TIME_AT + 9, epochMillis, 4);
        writeHex(bytes, NUMBER_AT, n, NUMBER_LENGTH);
        writeDecimal(bytes, nEnd, n);
        byte[] timestamp = TIMESTAMP.format(Instant.ofEpochMilli(epochMillis)).getBytes(US_ASCII);
        System.arraycopy(timestamp, 0, bytes, timestampAt, timestamp.length);
        int room = bytes.length - textAt - 2;
        System.arraycopy(texts.get(n % texts.size()), 0, bytes, textAt, room);
        return bytes;
    }

    private static void writeHex(byte[] bytes, int at, long value, int digits) {
        for (int i = digits - 1; i >= 0; i--, value >>>= 4)
            bytes[at + i] = (byte) HexFormat.of().toHexDigits(value, 1).charAt(0);
    }

    /** Right-aligned: JSON allows blanks before a number, not zeros. */
    private static void writeDecimal(byte[] bytes, int end, int value) {
        int at = end;
        for (int rest = value; rest > 0; rest /= 10) bytes[--at] = (byte) ('0' + rest % 10);
    }

    /** The message's number, or 0 where these bytes are no message of this pair and run. */
    int numberIn(ByteBuffer payload) {
        int start = payload.position();
        if (payload.remaining() != template.length) return 0;
        for (int i = 0; i < KEY_LENGTH; i++)
            if (payload.get(start + KEY_AT + i) != keyBytes[i]) return 0;
        int n = 0;
        for (int i = 0; i < NUMBER_LENGTH; i++)
            n = (n << 4) | HexFormat.fromHexDigit(payload.get(start + NUMBER_AT + i));
        return n;
    }

    /** The message's number, or 0 where this is no id of this pair and run. */
    int numberIn(String id) {
        int keyAt = KEY_AT - TIME_AT;
        boolean ours = id.length() == 36 && id.startsWith(key, keyAt);
        return ours ? HexFormat.fromHexDigits(id, keyAt + KEY_LENGTH, 36) : 0;
    }
}
