package org.parley.archive.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.parley.contracts.ConversationId;

/** How far each user has received and read. */
@ApplicationScoped
class Receipts {

    private static final String OF_CONVERSATION =
            "SELECT conversation, user_id, state, up_to, position, at FROM watermark"
                    + " WHERE conversation = $1 AND position >= $2 AND user_id <> $3"
                    + " ORDER BY user_id, state";

    private final Pool pool;

    Receipts(Pool pool) {
        this.pool = pool;
    }

    /** Of everybody. */
    Uni<List<ReceiptView>> of(ConversationId conversation) {
        return read(conversation, 0, "");
    }

    /** Of everybody but the author who came as far as the message. */
    Uni<List<ReceiptView>> covering(ConversationId conversation, ArchivedMessage message) {
        return read(conversation, message.position(), message.sender());
    }

    private Uni<List<ReceiptView>> read(ConversationId conversation, long from, String except) {
        return pool.preparedQuery(OF_CONVERSATION)
                .execute(Tuple.of(conversation.value(), from, except))
                .map(rows -> {
                    List<ReceiptView> receipts = new ArrayList<>(rows.size());
                    rows.forEach(row -> receipts.add(ReceiptView.of(row)));
                    return receipts;
                });
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "Receipt",
            description =
                    "How far a user has received or read. It covers everything before `upTo` too, and"
                            + " `read` includes `delivered`.")
    record ReceiptView(
            @Schema(examples = "alice_bob") String conversation,
            @Schema(description = "Whose receipt it is.", examples = "bob") String user,
            @Schema(description = "`delivered` or `read`.", examples = "read") String state,
            @Schema(description = "The last message covered.") UUID upTo,
            @Schema(description = "Its position.", examples = "4711") long position,
            @Schema(description = "When the user came so far.", examples = "2026-11-23T08:00:05Z")
                    Instant at) {

        static ReceiptView of(Row row) {
            return new ReceiptView(
                    row.getString("conversation"),
                    row.getString("user_id"),
                    row.getString("state"),
                    row.getUUID("up_to"),
                    row.getLong("position"),
                    row.getOffsetDateTime("at").toInstant());
        }
    }

    @Schema(name = "Receipts", description = "At most one a user and state.")
    record ReceiptList(List<ReceiptView> receipts) {}
}
