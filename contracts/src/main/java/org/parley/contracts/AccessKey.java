package org.parley.contracts;

import java.util.Optional;

/**
 * The key of a record on {@link KafkaTopic#ACCESS}: it says what the record is of, so that the
 * newest one of each stays on the log.
 */
public sealed interface AccessKey {

    /** {@code group/{group}}, of a {@link GroupState}. */
    record Group(GroupId group) implements AccessKey {
        @Override
        public String value() {
            return "group/" + group;
        }
    }

    /** {@code member/{group}/{user}}, of a {@link GroupMember}. */
    record Member(GroupId group, UserId user) implements AccessKey {
        @Override
        public String value() {
            return "member/" + group + "/" + user;
        }
    }

    /** {@code block/{owner}/{blocked}}, of a {@link UserBlock}. */
    record Block(UserId owner, UserId blocked) implements AccessKey {
        @Override
        public String value() {
            return "block/" + owner + "/" + blocked;
        }
    }

    /** As it stands on the log. */
    String value();

    /** Empty for what is none of them: a newer release may write more. */
    static Optional<AccessKey> parse(String text) {
        String[] parts = text.split("/", -1);
        return switch (parts.length) {
            case 2 -> parts[0].equals("group") ? group(parts[1]) : Optional.empty();
            case 3 -> three(parts[0], parts[1], parts[2]);
            default -> Optional.empty();
        };
    }

    private static Optional<AccessKey> group(String group) {
        return GroupId.parse(group).map(Group::new);
    }

    private static Optional<AccessKey> three(String kind, String one, String other) {
        return switch (kind) {
            case "member" ->
                    GroupId.parse(one)
                            .flatMap(group ->
                                    UserId.parse(other).map(user -> new Member(group, user)));
            case "block" ->
                    UserId.parse(one)
                            .flatMap(owner ->
                                    UserId.parse(other).map(blocked -> new Block(owner, blocked)));
            default -> Optional.empty();
        };
    }
}
