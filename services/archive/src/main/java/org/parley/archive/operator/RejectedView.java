package org.parley.archive.operator;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.rejected.RejectedMessage;

@Schema(name = "Rejected", description = "A dead letter.")
record RejectedView(
        long id,
        Instant receivedAt,
        @Schema(description = "The MQTT topic.", examples = "chat/bob/alice") String topic,
        @Schema(description = "Proven by the broker.", examples = "alice") String from,
        @Schema(
                        description = "Value and rule, as the sender was told.",
                        examples = "from is \"mallory\"; the topic says alice")
                String why,
        @Schema(description = "Bytes that were published.") int size,
        @Schema(
                        description =
                                "In a list: the first 200 characters. What is no UTF-8 shows as U+FFFD. Absent where erased.")
                @Nullable String preview,
        @Schema(description = "Of a single one: all that is kept. Absent where erased.")
                @Nullable String payload,
        @Schema(description = "Whether less is kept than was published.") boolean truncated,
        @Schema(description = "Absent while it is open.") @Nullable Replayed replayed) {

    private static final int PREVIEW = 200;

    @Schema(name = "Replayed", description = "That it was accepted later.")
    record Replayed(
            Instant at,
            @Schema(examples = "olga") String operator,
            @Schema(description = "Absent for a receipt.") @Nullable UUID message) {}

    static RejectedView beginning(RejectedMessage letter) {
        return of(letter, letter.text() == null ? null : cut(letter.text()), null, false);
    }

    static RejectedView whole(RejectedMessage letter) {
        return of(letter, null, letter.text(), letter.isCut());
    }

    private static RejectedView of(
            RejectedMessage letter,
            @Nullable String preview,
            @Nullable String payload,
            boolean truncated) {
        return new RejectedView(
                letter.id(),
                letter.receivedAt(),
                letter.topic(),
                letter.sender(),
                letter.why(),
                letter.size(),
                preview,
                payload,
                truncated,
                letter.replay() == null
                        ? null
                        : new Replayed(
                                letter.replay().at(),
                                letter.replay().operator(),
                                letter.replay().message()));
    }

    private static String cut(String text) {
        if (text.length() <= PREVIEW) return text;
        int end = Character.isHighSurrogate(text.charAt(PREVIEW - 1)) ? PREVIEW - 1 : PREVIEW;
        return text.substring(0, end);
    }
}
