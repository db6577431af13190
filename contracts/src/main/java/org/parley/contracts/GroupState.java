package org.parley.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What a group is, on {@link KafkaTopic#ACCESS} under {@link AccessKey.Group}; the newest counts.
 *
 * @param group its id
 * @param name what people call it
 * @param picture an https URL
 * @param announcementOnly whether only owners and admins write in it
 * @param deleted it has no members any more, and never will
 * @param version grows with each change of the group or its members
 */
public record GroupState(
        String group,
        @Nullable String name,
        @Nullable String picture,
        boolean announcementOnly,
        boolean deleted,
        long version) {}
