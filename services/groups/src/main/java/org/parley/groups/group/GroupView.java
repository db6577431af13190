package org.parley.groups.group;

import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupRole;

/** A group as its caller sees it. */
@Schema(name = "Group", description = "A group as its caller, a member, sees it.")
public record GroupView(
        @Schema(examples = "g-01935d3e-7f00-7abc-8def-0123456789ab") String id,
        @Schema(examples = "Chess on Tuesdays") String name,
        @Nullable String description,
        @Schema(format = "uri") @Nullable String picture,
        @Schema(description = "Only owners and admins write.") boolean announcementOnly,
        @Schema(description = "Who joins from now on may read what was said before.")
                boolean newcomersSeeHistory,
        @Schema(description = "Who comes by a link waits for an admin.") boolean approval,
        @Schema(description = "How many.", examples = "3") int members,
        @Schema(
                        description = "The caller's.",
                        enumeration = {"owner", "admin", "member"})
                String role,
        String createdBy,
        Instant createdAt,
        @Schema(description = "Grows with each change of the group or its members.", examples = "7")
                long version) {

    public static GroupView of(Groups.Mine mine) {
        StoredGroup group = mine.group();
        return new GroupView(
                group.id,
                group.name,
                group.description,
                group.picture,
                group.announcementOnly,
                group.newcomersSeeHistory,
                group.approval,
                group.members,
                Objects.requireNonNullElse(mine.member().role, GroupRole.MEMBER).wireName(),
                group.createdBy,
                group.createdAt,
                group.version);
    }

    /** With the version as the ETag. */
    static <T> RestResponse.ResponseBuilder<T> versioned(int status, T body, long version) {
        return RestResponse.ResponseBuilder.<T>create(status)
                .entity(body)
                .header("ETag", Precondition.etag(version));
    }
}
