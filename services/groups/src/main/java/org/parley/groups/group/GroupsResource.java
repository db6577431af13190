package org.parley.groups.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.parley.groups.GroupsConfig;

@Path("/groups")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Groups", description = "What a group is.")
class GroupsResource {

    private final Person person;
    private final Groups groups;
    private final GroupsConfig config;

    GroupsResource(Person person, Groups groups, GroupsConfig config) {
        this.person = person;
        this.groups = groups;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createGroup",
            summary = "Creates a group; its creator is its owner",
            description =
                    "With an Idempotency-Key, repeating creates no second one: the answer is the group of"
                            + " the first time, as it is now. Remembered for a week.")
    @APIResponse(
            responseCode = "201",
            description = "The group; its address in Location.",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    @APIResponse(
            responseCode = "422",
            description = "The key was used for a group of other content.")
    public Uni<RestResponse<GroupView>> create(
            @Parameter(
                            description =
                                    "Made by the client, once for each group it wants to create.",
                            example = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"",
                            schema = @Schema(type = SchemaType.STRING))
                    @HeaderParam("Idempotency-Key")
                    @Nullable String key,
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation = SettingsBody.class,
                                                            requiredProperties = "name")))
                    @Nullable JsonNode body) {
        Settings settings = Settings.ofNew(Fields.of(body), config.limits());
        return groups.create(person.id(), settings, Creation.key(key))
                .map(mine ->
                        GroupView.versioned(201, GroupView.of(mine), mine.group().version)
                                .header("Location", "/groups/" + mine.group().id)
                                .build());
    }

    @GET
    @Operation(operationId = "groups", summary = "My groups, by name")
    public Uni<GroupList> list() {
        return groups.of(person.id())
                .map(mine -> new GroupList(mine.stream().map(GroupView::of).toList()));
    }

    @GET
    @Path("/{group}")
    @Operation(
            operationId = "group",
            summary = "One of my groups",
            description = "The ETag is its version; with it in If-None-Match, 304 says: no change.")
    @APIResponse(
            responseCode = "200",
            description = "The group.",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    public Uni<RestResponse<GroupView>> get(
            @PathParam("group") String group,
            @HeaderParam("If-None-Match") @Nullable String known) {
        return groups.find(person.id(), Groups.known(group))
                .map(mine ->
                        Precondition.etag(mine.group().version).equals(known)
                                ? RestResponse.<GroupView>notModified()
                                : versioned(mine));
    }

    private static RestResponse<GroupView> versioned(Groups.Mine mine) {
        return GroupView.versioned(200, GroupView.of(mine), mine.group().version).build();
    }

    @PATCH
    @Path("/{group}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeGroup",
            summary = "Changes what is named of a group (owners and admins)",
            description =
                    "A merge patch (RFC 7396): null takes description or picture away. Each change is a"
                            + " system message in the group.")
    @APIResponse(
            responseCode = "200",
            description = "The group as it is now.",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    @APIResponse(
            responseCode = "412",
            description = "It was changed since the version in If-Match.")
    @APIResponse(responseCode = "428", description = "If-Match is missing.")
    public Uni<RestResponse<GroupView>> change(
            @PathParam("group") String group,
            @Parameter(
                            description = "The ETag of the group as you saw it, or `*`.",
                            required = true)
                    @HeaderParam("If-Match")
                    @Nullable String seen,
            @RequestBody(content = @Content(schema = @Schema(implementation = SettingsBody.class)))
                    @Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        return groups.change(person.id(), Groups.known(group), Precondition.required(seen), fields)
                .map(GroupsResource::versioned);
    }

    @DELETE
    @Path("/{group}")
    @Operation(
            operationId = "deleteGroup",
            summary = "Deletes a group (owners)",
            description = "For good. Its members keep what they could read.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    public Uni<Void> delete(
            @PathParam("group") String group, @HeaderParam("If-Match") @Nullable String seen) {
        return groups.delete(person.id(), Groups.known(group), new Precondition(seen));
    }

    @Schema(name = "GroupList")
    record GroupList(List<GroupView> groups) {}

    @Schema(name = "GroupSettings", description = "What owners and admins decide about a group.")
    record SettingsBody(
            @Schema(examples = "Chess on Tuesdays", minLength = 1, maxLength = 100) String name,
            @Schema(maxLength = 1000) @Nullable String description,
            @Schema(format = "uri", examples = "https://example.org/chess.png", maxLength = 2048)
                    @Nullable String picture,
            @Schema(description = "Only owners and admins write.", defaultValue = "false")
                    boolean announcementOnly,
            @Schema(
                            description = "Who joins from now on may read what was said before.",
                            defaultValue = "false")
                    boolean newcomersSeeHistory,
            @Schema(description = "Who comes by a link waits for an admin.", defaultValue = "false")
                    boolean approval) {}
}
