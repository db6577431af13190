package org.parley.groups.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupRole;
import org.parley.groups.GroupsConfig;
import org.parley.groups.problem.BadParameter;

@Path("/groups/{group}/members")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Members", description = "Who is in a group.")
class MembersResource {

    private static final String ROLES = "it is owner, admin or member";

    private final Person person;
    private final Members members;
    private final GroupsConfig config;

    MembersResource(Person person, Members members, GroupsConfig config) {
        this.person = person;
        this.members = members;
        this.config = config;
    }

    @GET
    @Operation(operationId = "members", summary = "All members of one of my groups, by user")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content = @Content(schema = @Schema(implementation = MemberList.class)))
    public Uni<RestResponse<MemberList>> list(@PathParam("group") String group) {
        return members.list(person.id(), Groups.known(group))
                .map(listed ->
                        GroupView.versioned(
                                        200,
                                        MemberList.of(listed.members()),
                                        listed.group().version)
                                .build());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addMembers",
            summary = "Adds users, up to 1,024 at once (owners and admins)",
            description =
                    "Each on its own: the answer says what became of each. Some cannot be added by you,"
                            + " or at all; it does not say why.")
    public Uni<Outcomes> add(
            @PathParam("group") String group,
            @HeaderParam("If-Match") @Nullable String seen,
            @RequestBody(content = @Content(schema = @Schema(implementation = Users.class)))
                    @Nullable JsonNode body) {
        List<String> users = Fields.of(body).texts("users", config.limits().members());
        return members.add(person.id(), Groups.known(group), new Precondition(seen), users)
                .map(Outcomes::new);
    }

    @DELETE
    @Path("/{user}")
    @Operation(
            operationId = "removeMember",
            summary = "Removes a member (owners and admins), or leaves: oneself",
            description =
                    "The only owner hands over first, unless he is alone: then the group is deleted. Who was"
                            + " removed comes back if an admin adds him, or by a link made later.")
    @APIResponse(responseCode = "204", description = "No longer a member.")
    public Uni<Void> remove(
            @PathParam("group") String group,
            @PathParam("user") String user,
            @HeaderParam("If-Match") @Nullable String seen) {
        return members.remove(person.id(), Groups.known(group), new Precondition(seen), user);
    }

    @PUT
    @Path("/{user}/role")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeRole",
            summary = "Promotes or demotes a member (owners and admins)",
            description =
                    "Only owners make and unmake owners. Everybody may step down, but for the only owner.")
    @APIResponse(
            responseCode = "200",
            description = "The member as it is now.",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(
            responseCode = "412",
            description = "The group changed since the version in If-Match.")
    @APIResponse(responseCode = "428", description = "If-Match is missing.")
    public Uni<RestResponse<MemberView>> make(
            @PathParam("group") String group,
            @PathParam("user") String user,
            @Parameter(
                            description = "The ETag of the group as you saw it, or `*`.",
                            required = true)
                    @HeaderParam("If-Match")
                    @Nullable String seen,
            @RequestBody(content = @Content(schema = @Schema(implementation = RoleBody.class)))
                    @Nullable JsonNode body) {
        String name = Fields.of(body).requiredText("role", ROLES);
        GroupRole role =
                GroupRole.parse(name).orElseThrow(() -> new BadParameter("role", name, ROLES));
        return members.make(
                        person.id(), Groups.known(group), Precondition.required(seen), user, role)
                .map(made ->
                        GroupView.versioned(200, MemberView.of(made.member()), made.group().version)
                                .build());
    }

    @Schema(name = "Users")
    record Users(@Schema(examples = "[\"bob\",\"carol\"]") List<String> users) {}

    @Schema(name = "Role")
    record RoleBody(@Schema(enumeration = {"owner", "admin", "member"}) String role) {}

    @Schema(name = "Outcomes")
    record Outcomes(List<Outcome> outcomes) {}

    @Schema(name = "MemberList")
    record MemberList(List<MemberView> members) {
        static MemberList of(List<StoredMember> members) {
            return new MemberList(members.stream().map(MemberView::of).toList());
        }
    }

    @Schema(name = "Member")
    record MemberView(
            @Schema(examples = "bob") String user,
            @Schema(enumeration = {"owner", "admin", "member"}) String role,
            @Schema(description = "Member since.") Instant since) {

        static MemberView of(StoredMember member) {
            GroupRole role = Objects.requireNonNullElse(member.role, GroupRole.MEMBER);
            return new MemberView(member.userId, role.wireName(), member.since);
        }
    }
}
