package org.parley.archive.history;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Memberships.Membership;
import org.parley.archive.history.Receipts.MessageReceipts;
import org.parley.archive.problem.BadParameter;
import org.parley.contracts.UserId;

@Path("/messages/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Messages", description = "One message by its id.")
class MessagesResource {

    private final Person person;
    private final Single single;
    private final Reactions reactions;
    private final Receipts receipts;
    private final Clock clock;

    MessagesResource(
            Person person, Single single, Reactions reactions, Receipts receipts, Clock clock) {
        this.person = person;
        this.single = single;
        this.reactions = reactions;
        this.receipts = receipts;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "message", summary = "One message of one of my conversations")
    public Uni<MessageView> message(
            @Parameter(
                            description = "The message's id.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @PathParam("id")
                    String id) {
        return single.mine(person.id(), id)
                .flatMap(message ->
                        reactions
                                .to(membership(message), List.of(message))
                                .map(known ->
                                        MessageView.of(
                                                message,
                                                known.get(message.id()),
                                                clock.instant())));
    }

    @GET
    @Path("/receipts")
    @Operation(
            operationId = "messageReceipts",
            summary = "Who has received and read a message, and how many",
            description =
                    "The receipts of everybody but its author that cover it. `at` is when the user came as"
                            + " far as `upTo`, which may be a later message. In a group only its"
                            + " author is told, while he is a member.")
    public Uni<MessageReceipts> receipts(
            @Parameter(
                            description = "The message's id.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @PathParam("id")
                    String id,
            @Parameter(
                            description = "`next` of the page before: users after this one.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Users on the page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1024",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        PageSize size = PageSize.parse(limit, 200, 1_024);
        String from = after == null ? "" : user(after);
        return single.mine(person.id(), id)
                .flatMap(message -> receipts.covering(membership(message), message, from, size));
    }

    private static String user(String after) {
        return UserId.parse(after)
                .orElseThrow(() -> new BadParameter("after", after, UserId.RULE))
                .value();
    }

    private Membership membership(ArchivedMessage message) {
        return new Membership(
                person.id(), Memberships.parse("conversation", message.conversation()), 0);
    }
}
