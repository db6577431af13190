package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import org.parley.groups.problem.BadParameter;
import org.parley.groups.problem.Refusal.NoSuchGroup;

/** Nothing that people said is seen here, and nothing changed. */
@Path("/operator/groups")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operators")
class OversightResource {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Person person;

    OversightResource(Person person) {
        this.person = person;
    }

    @GET
    @Operation(
            operationId = "allGroups",
            summary = "All groups, the newest first",
            description = "Those that were deleted are left out.")
    @APIResponse(responseCode = "200", description = "A page of groups.")
    public Uni<AllGroups> page(
            @Parameter(
                            description = "Only where the name contains this, in any case.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("text")
                    @Nullable String text,
            @Parameter(
                            description = "Only where this user is a member.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("member")
                    @Nullable String member,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Groups on the page, at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        int size = size(limit);
        Log.infof("operator looks at groups operator=%s", person.id());
        List<String> conditions = new ArrayList<>(List.of("not deleted"));
        Map<String, Object> values = new HashMap<>();
        if (text != null && !text.isBlank()) {
            conditions.add("position(:text in lower(name)) > 0");
            values.put("text", text.strip().toLowerCase(Locale.ROOT));
        }
        if (member != null) {
            conditions.add(
                    "id in (select m.groupId from StoredMember m where m.userId = :member and m.role is not null)");
            values.put("member", user(member));
        }
        if (after != null) {
            // Ids grow with time.
            conditions.add("id < :after");
            values.put("after", id(after));
        }
        String query = String.join(" and ", conditions) + " order by id desc";
        return Panache.withSession(
                        () -> StoredGroup.<StoredGroup>find(query, values).range(0, size).list())
                .map(found -> AllGroups.of(found, size));
    }

    private static String user(String name) {
        return UserId.parse(name)
                .orElseThrow(() -> new BadParameter("member", name, UserId.RULE))
                .value();
    }

    private static String id(String after) {
        return GroupId.parse(after)
                .orElseThrow(() -> new BadParameter("after", after, "it is a group's id"))
                .value();
    }

    private static int size(@Nullable String text) {
        if (text == null) return USUAL;
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MOST) return size;
        } catch (NumberFormatException _) {
            // the rule below says what a number is
        }
        throw new BadParameter("limit", text, "it is a whole number from 1 to " + MOST);
    }

    @GET
    @Path("/{group}")
    @Operation(operationId = "anyGroup", summary = "One group with its members and their roles")
    @APIResponse(responseCode = "200", description = "The group, by user.")
    public Uni<GroupInFull> one(@PathParam("group") String group) {
        GroupId id = Groups.known(group);
        Log.infof("operator looks at a group group=%s operator=%s", id, person.id());
        return Panache.withSession(() ->
                StoredGroup.<StoredGroup>findById(id.value())
                        .invoke(found -> {
                            if (found == null || found.deleted) throw new NoSuchGroup();
                        })
                        .flatMap(found ->
                                StoredMember.of(id)
                                        .map(members -> GroupInFull.of(found, members))));
    }

    @Schema(name = "AllGroups")
    record AllGroups(
            List<GroupLine> groups,
            @Schema(description = "For `after`. Absent at the end.") @Nullable String next) {

        static AllGroups of(List<StoredGroup> found, int size) {
            List<GroupLine> lines = found.stream().limit(size).map(GroupLine::of).toList();
            return new AllGroups(lines, found.size() > size ? lines.getLast().id() : null);
        }
    }

    @Schema(name = "GroupLine")
    record GroupLine(
            String id,
            String name,
            String createdBy,
            Instant createdAt,
            Instant changedAt,
            @Schema(description = "How many.") int members,
            @Schema(description = "Whether only admins and owners write.")
                    boolean announcementOnly) {

        static GroupLine of(StoredGroup group) {
            return new GroupLine(
                    group.id,
                    group.name,
                    group.createdBy,
                    group.createdAt,
                    group.changedAt,
                    group.members,
                    group.announcementOnly);
        }
    }

    @Schema(name = "GroupInFull")
    record GroupInFull(GroupLine group, List<MemberLine> members) {

        static GroupInFull of(StoredGroup group, List<StoredMember> members) {
            return new GroupInFull(
                    GroupLine.of(group), members.stream().map(MemberLine::of).toList());
        }
    }

    @Schema(name = "MemberLine")
    record MemberLine(
            String user,
            @Schema(enumeration = {"owner", "admin", "member"}) String role,
            Instant since) {

        static MemberLine of(StoredMember member) {
            if (member.role == null) throw new IllegalStateException("not a member");
            return new MemberLine(member.userId, member.role.wireName(), member.since);
        }
    }
}
