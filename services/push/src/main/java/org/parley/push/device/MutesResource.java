package org.parley.push.device;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;
import org.parley.push.problem.BadParameter;
import org.parley.push.problem.Fields;
import org.parley.push.problem.Person;

@Path("/mutes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(
        name = "Mutes",
        description =
                "Conversations of which none of my devices is told. They arrive and count as unread all the same.")
class MutesResource {

    private static final String RULE = "it is 8h, 1week, always or mentions-only";
    private static final String CONVERSATION_RULE =
            "it is a conversation of mine: {user}_{user} or a group's id";

    private final Person person;
    private final Mutes mutes;

    MutesResource(Person person, Mutes mutes) {
        this.person = person;
        this.mutes = mutes;
    }

    @GET
    @Operation(operationId = "mutes", summary = "What I have muted")
    public MuteList list() throws SQLException {
        return new MuteList(mutes.of(person.id()).stream().map(MuteView::of).toList());
    }

    @PUT
    @Path("/{conversation}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "mute",
            summary = "Mutes a conversation, from now on",
            description = "Replaces what held before. What waits to be told is not told any more.")
    public MuteView put(
            @PathParam("conversation") String conversation,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = MuteBody.class)))
                    @Nullable JsonNode body)
            throws SQLException {
        UserId user = person.id();
        ConversationId id = mine(user, conversation);
        String text = Fields.of(body).requiredText("mute", RULE);
        Mutes.Kind kind =
                Mutes.Kind.parse(text).orElseThrow(() -> new BadParameter("mute", text, RULE));
        return MuteView.of(mutes.put(user, id, kind));
    }

    @DELETE
    @Path("/{conversation}")
    @Operation(
            operationId = "unmute",
            summary = "No longer mutes it",
            description = "Repeating is harmless.")
    @APIResponse(responseCode = "204", description = "Not muted.")
    public void end(@PathParam("conversation") String conversation) throws SQLException {
        UserId user = person.id();
        mutes.end(user, mine(user, conversation));
    }

    private static ConversationId mine(UserId user, String text) {
        return ConversationId.parse(text)
                .filter(id ->
                        switch (id) {
                            case ConversationId.Direct direct -> direct.has(user);
                            case ConversationId.Group _ -> true;
                        })
                .orElseThrow(() -> new BadParameter("conversation", text, CONVERSATION_RULE));
    }

    @Schema(name = "MuteRequest")
    record MuteBody(
            @Schema(enumeration = {"8h", "1week", "always", "mentions-only"}) String mute) {}

    @Schema(name = "MuteList")
    record MuteList(List<MuteView> mutes) {}

    @Schema(name = "Mute")
    record MuteView(
            @Schema(examples = "alice_bob") String conversation,
            @Schema(description = "Absent: for good.") @Nullable Instant until,
            @Schema(description = "Whether I am told nevertheless where somebody mentions me.")
                    boolean mentions) {
        static MuteView of(Mutes.Mute mute) {
            return new MuteView(mute.conversation(), mute.until(), mute.mentions());
        }
    }
}
