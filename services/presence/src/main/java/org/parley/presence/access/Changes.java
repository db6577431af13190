package org.parley.presence.access;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;

/** The newest of each key in a batch. */
final class Changes {

    /** Whether somebody is a member, as of that version of his group. */
    record Part(String group, String user, boolean isMember, long version) {}

    private final Set<String> deleted = new LinkedHashSet<>();
    private final Map<AccessKey.Member, Part> parts = new LinkedHashMap<>();
    private final Map<AccessKey.Block, Boolean> blocks = new LinkedHashMap<>();

    void of(AccessKey.Group key, GroupState state) {
        // For good: its id is never used again.
        if (state.deleted()) deleted.add(key.group().value());
    }

    void of(AccessKey.Member key, GroupMember member) {
        Part part =
                new Part(
                        key.group().value(),
                        key.user().value(),
                        member.role() != null,
                        member.version());
        parts.merge(key, part, (one, other) -> other.version() >= one.version() ? other : one);
    }

    void of(AccessKey.Block key, boolean inForce) {
        blocks.put(key, inForce);
    }

    Set<String> deleted() {
        return deleted;
    }

    Map<AccessKey.Member, Part> parts() {
        return parts;
    }

    Map<AccessKey.Block, Boolean> blocks() {
        return blocks;
    }

    boolean isEmpty() {
        return deleted.isEmpty() && parts.isEmpty() && blocks.isEmpty();
    }
}
