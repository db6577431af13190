package org.parley.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The idempotency key of a message (RFC 9562). Both versions start with 48 bits of Unix
 * milliseconds, so that an id alone says in which time partition a repeat must be looked for.
 *
 * <ul>
 *   <li>Version 7: made by the client, or by the bridge where a payload has neither {@code id} nor
 *       {@code timestamp}.
 *   <li>Version 8: derived where a payload has a {@code timestamp} but no {@code id}: the
 *       timestamp's milliseconds, then the first bits of SHA-256 over topic, a line feed and the
 *       payload's bytes. The same bytes on the same topic are the same message.
 * </ul>
 */
public record MessageId(UUID value) {

    public static final String RULE = "an id is a UUIDv7 (RFC 9562)";

    private static final Pattern TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    public MessageId {
        boolean rfcVariant = value.variant() == 2;
        if (!rfcVariant || (value.version() != 7 && value.version() != 8))
            throw new IllegalArgumentException("not a message id: " + value + "; " + RULE);
    }

    public static Optional<MessageId> parse(String text) {
        if (!TEXT.matcher(text).matches()) return Optional.empty();
        UUID uuid = UUID.fromString(text.toLowerCase(Locale.ROOT));
        boolean ours = uuid.variant() == 2 && (uuid.version() == 7 || uuid.version() == 8);
        return ours ? Optional.of(new MessageId(uuid)) : Optional.empty();
    }

    /** A new UUIDv7. */
    public static MessageId fresh(Instant now) {
        // Its 62 + 12 random bits; a SecureRandom of our own could not be part of a native
        // executable.
        UUID random = UUID.randomUUID();
        byte[] bits =
                ByteBuffer.allocate(10)
                        .putShort((short) random.getMostSignificantBits())
                        .putLong(random.getLeastSignificantBits())
                        .array();
        return timed(now, 7, bits);
    }

    /** The UUIDv8 of a payload without an id. */
    public static MessageId derived(Topic topic, byte[] payload, Instant timestamp) {
        MessageDigest digest = sha256();
        digest.update(topic.path().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return timed(timestamp, 8, digest.digest(payload));
    }

    /** The time inside the id, to the millisecond. */
    public Instant time() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    private static MessageId timed(Instant time, int version, byte[] bits) {
        long high = (time.toEpochMilli() << 16) | ((long) version << 12) | (twoBytes(bits) & 0xFFF);
        long low = 0;
        for (int i = 2; i < 10; i++) low = (low << 8) | (bits[i] & 0xFF);
        return new MessageId(new UUID(high, (low & 0x3FFF_FFFF_FFFF_FFFFL) | (1L << 63)));
    }

    private static int twoBytes(byte[] bits) {
        return ((bits[0] & 0xFF) << 8) | (bits[1] & 0xFF);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
