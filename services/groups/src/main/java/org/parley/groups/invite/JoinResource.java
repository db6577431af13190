package org.parley.groups.invite;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.parley.groups.group.Fields;
import org.parley.groups.group.Person;
import org.parley.groups.group.StoredGroup;

/** The token travels in the body, so that no log of addresses ever has it. */
@Path("/join")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Joining")
class JoinResource {

    private static final String RULE = "it is what an invite link ends with";

    private final Person person;
    private final Joining joining;

    JoinResource(Person person, Joining joining) {
        this.person = person;
        this.joining = joining;
    }

    @POST
    @Operation(
            operationId = "join",
            summary = "Joins by a link",
            description = "200: a member now, or one already. 202: an owner or admin decides.")
    @APIResponse(
            responseCode = "200",
            description = "A member.",
            content = @Content(schema = @Schema(implementation = JoinedView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Somebody decides; a notice will tell.",
            content = @Content(schema = @Schema(implementation = JoinedView.class)))
    public Uni<RestResponse<JoinedView>> join(
            @RequestBody(content = @Content(schema = @Schema(implementation = Token.class)))
                    @Nullable JsonNode body) {
        return joining.join(person.id(), token(body))
                .map(joined ->
                        RestResponse.ResponseBuilder.<JoinedView>create(
                                        joined.outcome() == Joining.Outcome.REQUESTED ? 202 : 200)
                                .entity(JoinedView.of(joined))
                                .build());
    }

    @POST
    @Path("/preview")
    @Operation(operationId = "previewLink", summary = "What a link leads to")
    public Uni<Preview> preview(
            @RequestBody(content = @Content(schema = @Schema(implementation = Token.class)))
                    @Nullable JsonNode body) {
        return joining.preview(token(body)).map(Preview::of);
    }

    private static String token(@Nullable JsonNode body) {
        return Fields.of(body).requiredText("token", RULE);
    }

    @Schema(name = "LinkToken")
    record Token(@Schema(examples = "u3Vf0w9zK2x1mB7aQ4cD8eYt") String token) {}

    @Schema(name = "Joined")
    record JoinedView(
            @Schema(enumeration = {"joined", "requested", "already-member"}) String outcome,
            String group,
            String name) {

        static JoinedView of(Joining.Joined joined) {
            return new JoinedView(
                    joined.outcome().wireName, joined.group().id, joined.group().name);
        }
    }

    @Schema(name = "LinkPreview")
    record Preview(
            String name,
            @Schema(format = "uri") @Nullable String picture,
            int members,
            @Schema(description = "An owner or admin decides who joins.") boolean approval) {

        static Preview of(StoredGroup group) {
            return new Preview(group.name, group.picture, group.members, group.approval);
        }
    }
}
