package org.parley.archive.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;

/** A message as people and operators read it. Absent members have no value. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Message",
        description =
                "A message with its edits and reactions applied. Members without a value are absent.")
public record MessageView(
        @Schema(
                        description = "The idempotency key.",
                        examples = "01935d3e-7f00-7abc-8def-0123456789ab")
                UUID id,
        @Schema(examples = "alice_bob") String conversation,
        @Schema(
                        description = "Grows in the order that everybody sees; has gaps.",
                        examples = "4711")
                long position,
        @Schema(description = "The sender, proven by the broker.", examples = "alice") String from,
        @Schema(description = "The user or group it was sent to.", examples = "bob") String to,
        @Schema(
                        description =
                                "`text`, `attachment`, `location`, `contact`, `call`, `system`; in `/sync` and for"
                                        + " operators also `edit`, `delete`, `reaction`.",
                        examples = "text")
                String type,
        @Schema(description = "The text, as last edited.", examples = "Hello, how are you?")
                @Nullable String message,
        @Schema(
                        description = "When the sender says it was sent.",
                        examples = "2021-07-01T12:00:00Z")
                @Nullable Instant timestamp,
        @Schema(description = "When it reached the server.", examples = "2026-11-23T08:00:00Z")
                Instant receivedAt,
        @Schema(description = "The message that is answered, edited, deleted or reacted to.")
                @Nullable UUID ref,
        @Schema(
                        description = "What the sender sent, unknown members included.",
                        type = SchemaType.OBJECT)
                @Nullable ObjectNode payload,
        @Schema(description = "Whether `message` is a later text.") boolean edited,
        @Schema(
                        description =
                                "Why the text is gone: `deleted` (by its author), `expired`, `erased` (by an"
                                        + " operator). Id and position stay.",
                        examples = "deleted")
                @Nullable String removed,
        @Schema(description = "From when on nobody sees the text.") @Nullable Instant expiresAt,
        @Schema(description = "Absent in `/sync`, where reactions are messages of their own.")
                @Nullable List<Reaction> reactions) {

    /** As people see it: an edited text replaces the first one everywhere. */
    public static MessageView of(
            ArchivedMessage row, @Nullable List<Reaction> reactions, Instant now) {
        String removed = row.removed(now);
        ObjectNode payload = payload(row, removed);
        if (payload != null && row.editedText() != null)
            Payload.replaceMessage(payload, row.editedText());
        return view(row, payload, removed, reactions);
    }

    /** As operators see it: the payload is what was first sent. */
    public static MessageView withFirstText(ArchivedMessage row, Instant now) {
        String removed = row.removed(now);
        return view(row, payload(row, removed), removed, null);
    }

    /** What search compares: the text, and what an attachment is called. */
    public String searchable() {
        String text = message == null ? "" : message;
        String name = payload == null ? null : payload.path("attachment").path("name").textValue();
        return name == null ? text : text + "\n" + name;
    }

    private static @Nullable ObjectNode payload(ArchivedMessage row, @Nullable String removed) {
        return removed != null || row.payload() == null ? null : Payload.parse(row.payload());
    }

    private static MessageView view(
            ArchivedMessage row,
            @Nullable ObjectNode payload,
            @Nullable String removed,
            @Nullable List<Reaction> reactions) {
        return new MessageView(
                row.id(),
                row.conversation(),
                row.position(),
                row.sender(),
                target(row),
                row.type(),
                payload == null ? null : text(row, payload),
                row.sentAt(),
                row.receivedAt(),
                row.ref(),
                payload,
                removed == null && row.editedText() != null,
                removed,
                row.expiresAt(),
                removed == null ? reactions : null);
    }

    private static @Nullable String text(ArchivedMessage row, ObjectNode payload) {
        return row.editedText() != null ? row.editedText() : Payload.message(payload);
    }

    private static String target(ArchivedMessage row) {
        return ConversationId.parse(row.conversation())
                .filter(ConversationId.Direct.class::isInstance)
                .map(ConversationId.Direct.class::cast)
                .flatMap(direct -> UserId.parse(row.sender()).map(direct::peerOf))
                .map(UserId::value)
                .orElse(row.conversation());
    }

    /** Without the text: what people said never reaches a log line. */
    @Override
    public String toString() {
        return "MessageView[id=" + id + ", position=" + position + "]";
    }
}
