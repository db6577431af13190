package org.parley.groups.invite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.parley.groups.GroupsConfig;
import org.parley.groups.group.Fields;
import org.parley.groups.group.Groups;
import org.parley.groups.group.Person;

@Path("/groups/{group}/links")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Joining", description = "Invite links, and who waits to be let in.")
class LinksResource {

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final int MOST_USES = 1_000_000;

    private final Person person;
    private final Links links;
    private final GroupsConfig config;

    LinksResource(Person person, Links links, GroupsConfig config) {
        this.person = person;
        this.links = links;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            operationId = "createLink",
            summary = "Makes an invite link (owners and admins)",
            description = "Who has it may join. Show `url` as text or as a QR code.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = LinkView.class)))
    public Uni<LinkView> create(
            @PathParam("group") String group,
            @RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class)))
                    @Nullable JsonNode body) {
        Fields fields = Fields.of(body == null ? JsonNodeFactory.instance.objectNode() : body);
        Long life =
                fields.number(
                        "expiresIn",
                        SHORTEST_LIFE.toSeconds(),
                        config.links().longestLife().toSeconds());
        Long uses = fields.number("uses", 1, MOST_USES);
        return links.create(
                        person.id(),
                        Groups.known(group),
                        life == null ? config.links().life() : Duration.ofSeconds(life),
                        uses == null ? null : Math.toIntExact(uses))
                .map(this::view);
    }

    @GET
    @Operation(
            operationId = "links",
            summary = "The links that still let somebody in (owners and admins)")
    public Uni<LinkList> list(@PathParam("group") String group) {
        return links.of(person.id(), Groups.known(group))
                .map(all -> new LinkList(all.stream().map(this::view).toList()));
    }

    @DELETE
    @Path("/{link}")
    @Operation(operationId = "revokeLink", summary = "Revokes a link (owners and admins)")
    @APIResponse(responseCode = "204", description = "It lets nobody in any more.")
    public Uni<Void> revoke(@PathParam("group") String group, @PathParam("link") String link) {
        return links.revoke(person.id(), Groups.known(group), link);
    }

    private LinkView view(StoredLink link) {
        return new LinkView(
                link.id,
                config.links().base() + link.token,
                link.token,
                link.createdBy,
                link.createdAt,
                link.expiresAt,
                link.mostUses,
                link.uses);
    }

    @Schema(name = "LinkWanted")
    record Wanted(
            @Schema(
                            description =
                                    "Seconds that it lets people in: up to a year; a week if absent.",
                            minimum = "1",
                            examples = "86400")
                    @Nullable Long expiresIn,
            @Schema(
                            description =
                                    "How many it lets in; absent: as many as there is room for.",
                            minimum = "1",
                            examples = "10")
                    @Nullable Integer uses) {}

    @Schema(name = "LinkList")
    record LinkList(List<LinkView> links) {}

    @Schema(name = "Link")
    record LinkView(
            @Schema(description = "For revoking it; it lets nobody in.") String id,
            @Schema(
                            description = "What to pass on.",
                            format = "uri",
                            examples = "https://chat.example.org/#/join/u3Vf0w9zK2x1mB7aQ4cD8eYt")
                    String url,
            @Schema(description = "What the link ends with.") String token,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Schema(description = "Absent: as many as there is room for.")
                    @Nullable Integer mostUses,
            int uses) {}
}
