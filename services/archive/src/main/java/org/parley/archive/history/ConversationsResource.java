package org.parley.archive.history;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Conversations.ConversationPage;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.Receipts.ReceiptList;

@Path("/conversations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Conversations", description = "What was said, by conversation.")
class ConversationsResource {

    private final Person person;
    private final Memberships memberships;
    private final Conversations conversations;
    private final History history;
    private final Receipts receipts;

    ConversationsResource(
            Person person,
            Memberships memberships,
            Conversations conversations,
            History history,
            Receipts receipts) {
        this.person = person;
        this.memberships = memberships;
        this.conversations = conversations;
        this.history = history;
        this.receipts = receipts;
    }

    @GET
    @Operation(
            operationId = "conversations",
            summary = "My conversations, the newest message first",
            description =
                    "One in which something is said while you page moves to the top; none below is skipped.")
    public Uni<ConversationPage> list(
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(
                            description = "Conversations on the page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        PageSize size = PageSize.parse(limit, 50, 200);
        long position =
                before == null
                        ? Long.MAX_VALUE
                        : Cursor.required(Kind.CONVERSATIONS, "before", before).major();
        return conversations.page(person.id(), position, size);
    }

    @GET
    @Path("/{id}/messages")
    @Operation(
            operationId = "history",
            summary = "Messages of one of my conversations, oldest first",
            description =
                    "The newest page, or the page on one side of a cursor or a message. Edits are applied;"
                            + " deleted and expired messages stay as tombstones; reactions stand under"
                            + " their message. At most one of `before`, `after`, `around`.")
    public Uni<HistoryPage> messages(
            @Parameter(description = "The conversation's id.", example = "alice_bob")
                    @PathParam("id")
                    String id,
            @Parameter(
                            description =
                                    "Older than this: `previous` of a page, or a message's id.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(
                            description = "Newer than this: `next` of a page, or a message's id.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Half before this, then this and what follows.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("around")
                    @Nullable String around,
            @Parameter(
                            description = "Messages on the page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        PageSize size = PageSize.parse(limit, 50, 200);
        Optional<Anchor> anchor = Anchor.parse(before, after, around);
        return memberships
                .mine(person.id(), id)
                .flatMap(conversation -> history.page(conversation, anchor, size));
    }

    @GET
    @Path("/{id}/receipts")
    @Operation(
            operationId = "conversationReceipts",
            summary = "How far everybody in one of my conversations has received and read")
    public Uni<ReceiptList> receipts(
            @Parameter(description = "The conversation's id.", example = "alice_bob")
                    @PathParam("id")
                    String id) {
        return memberships.mine(person.id(), id).flatMap(receipts::of).map(ReceiptList::new);
    }
}
