package org.parley.bridge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.MessageRejected;
import org.parley.contracts.MessageRules;
import org.parley.contracts.Notices;
import org.parley.contracts.PresenceRules;
import org.parley.contracts.ReceiptRules;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;
import org.parley.contracts.Verdict;

/**
 * Decides what becomes of a publish. Whatever arrives gets an outcome: nothing throws, so nothing
 * is delivered again and again.
 */
final class Admission {

    /** Bytes of a rejected payload that are kept, at most: a record must fit into Kafka. */
    static final int KEPT = 512 * 1024;

    /** Characters of an id that a notice repeats, at most. */
    private static final int LONGEST_ID = 64;

    private final String path;
    private final Optional<UserId> from;
    private final byte[] bytes;
    private final Instant now;

    private Admission(String path, Optional<UserId> from, byte[] bytes, Instant now) {
        this.path = path;
        this.from = from;
        this.bytes = bytes;
        this.now = now;
    }

    static Outcome judge(String path, byte[] bytes, Instant now) {
        return switch (Topic.parse(path).orElse(null)) {
            case null ->
                    new Admission(path, Optional.empty(), bytes, now)
                            .rejected(RejectionKind.TOPIC, "there is no topic " + path, null);
            case Topic.Message topic ->
                    of(topic, bytes, now)
                            .judge(
                                    object -> MessageRules.check(topic, bytes, object, now),
                                    Outcome.Message::new);
            case Topic.Receipt topic ->
                    of(topic, bytes, now)
                            .judge(
                                    object -> ReceiptRules.check(topic, object, now),
                                    Outcome.Receipt::new);
            case Topic.DirectTyping _, Topic.GroupTyping _ -> new Outcome.NotOurs();
            case Topic.UserNotice _, Topic.StoredReceipt _, Topic.GroupNotice _ ->
                    new Outcome.NotOurs();
            case Topic.DevicePresence topic ->
                    new Admission(path, Optional.of(topic.user()), bytes, now)
                            .judge(
                                    object -> PresenceRules.check(topic, object, now),
                                    Outcome.Presence::new);
            case Topic.UserPresence _ -> new Outcome.NotOurs();
        };
    }

    private static Admission of(Topic.Spoken topic, byte[] bytes, Instant now) {
        return new Admission(topic.path(), Optional.of(topic.from()), bytes, now);
    }

    private <T> Outcome judge(
            Function<Map<String, Object>, Verdict<T>> rules, Function<T, Outcome> accepted) {
        Optional<String> tooLarge = MessageRules.tooLarge(bytes.length);
        if (tooLarge.isPresent()) return rejected(RejectionKind.SIZE, tooLarge.get(), null);
        try {
            Map<String, Object> object = Payload.read(bytes);
            return switch (rules.apply(object)) {
                case Verdict.Accepted<T>(T event) -> accepted.apply(event);
                case Verdict.Rejected<T>(String reason) ->
                        rejected(RejectionKind.RULES, reason, id(object));
            };
        } catch (Payload.Unreadable e) {
            return rejected(e.kind(), e.reason(), null);
        } catch (RuntimeException e) {
            // Our mistake, not the sender's; but thrown on it would stop everybody's messages.
            String failure = e.getClass().getSimpleName();
            return rejected(RejectionKind.INTERNAL, "the bridge failed with " + failure, null);
        }
    }

    /** The sender's own name for it, as far as that can be repeated. */
    private static @Nullable String id(Map<String, Object> object) {
        return object.get("id") instanceof String id && id.length() <= LONGEST_ID
                ? wellFormed(id)
                : null;
    }

    private Outcome rejected(RejectionKind kind, String why, @Nullable String id) {
        String reason = wellFormed(why);
        MessageRejected letter =
                new MessageRejected(
                        path,
                        from.map(UserId::value).orElse(""),
                        reason,
                        now,
                        bytes.length,
                        Base64.getEncoder().encodeToString(kept()));
        return new Outcome.Rejected(
                kind, letter, from.map(user -> Notices.rejected(user, path, id, reason, now)));
    }

    private byte[] kept() {
        return bytes.length <= KEPT ? bytes : Arrays.copyOf(bytes, KEPT);
    }

    /**
     * A reason quotes the sender, cut: it may end within a surrogate pair, which no JSON can hold.
     */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
