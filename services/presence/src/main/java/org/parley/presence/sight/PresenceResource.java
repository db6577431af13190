package org.parley.presence.sight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;
import org.parley.presence.Person;
import org.parley.presence.problem.BadParameter;
import org.parley.presence.problem.NotSeen;

@Path("/presence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(
        name = "Presence",
        description =
                "Who is there, of those that I may see: each decides himself, and whoever blocked me is not"
                        + " to be seen.")
class PresenceResource {

    private static final int MOST = 200;
    private static final String RULE = "it is an array of up to " + MOST + " users";

    private final Person person;
    private final Sight sight;

    PresenceResource(Person person, Sight sight) {
        this.person = person;
        this.sight = sight;
    }

    @GET
    @Path("/{user}")
    @Operation(
            operationId = "presence",
            summary = "One user's presence",
            description =
                    "404 where there is none that I may see: for whom I may not see the same answer as for"
                            + " whom there is not.")
    @APIResponse(responseCode = "200", description = "The user's presence.")
    public Uni<PresenceView> get(@PathParam("user") String user) {
        UserId me = person.id();
        UserId other = known("user", user);
        return sight.of(me, List.of(other))
                .map(seen -> {
                    if (!seen.isEmpty()) return seen.getFirst();
                    if (other.equals(me)) return new PresenceView(user, "offline", null);
                    throw new NotSeen();
                });
    }

    @POST
    @Path("/batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "presenceOfMany",
            summary = "Up to 200 users' presence",
            description = "By user. Whom I may not see is left out, and so is who does not exist.")
    @APIResponse(responseCode = "200", description = "Those that I may see.")
    public Uni<PresenceList> batch(
            @RequestBody(content = @Content(schema = @Schema(implementation = BatchBody.class)))
                    @Nullable JsonNode body) {
        return sight.of(person.id(), asked(body)).map(PresenceList::new);
    }

    private static Set<UserId> asked(@Nullable JsonNode body) {
        JsonNode users = body == null ? MissingNode.getInstance() : body.path("users");
        if (users.isMissingNode()) throw BadParameter.missing("users", RULE);
        if (!users.isArray()) throw new BadParameter("users", users.toString(), RULE);
        if (users.size() > MOST)
            throw BadParameter.because(
                    "users has " + users.size() + " entries; it may have " + MOST);
        Set<UserId> asked = new LinkedHashSet<>();
        for (JsonNode user : users)
            asked.add(known("users", user.isTextual() ? user.textValue() : " " + user));
        return asked;
    }

    private static UserId known(String parameter, String user) {
        return UserId.parse(user).orElseThrow(() -> new BadParameter(parameter, user, UserId.RULE));
    }

    @Schema(name = "PresenceQuestion")
    record BatchBody(
            @Schema(examples = "[\"bob\",\"carol\"]", maxItems = MOST) List<String> users) {}

    @Schema(name = "PresenceList")
    record PresenceList(List<PresenceView> presences) {}
}
