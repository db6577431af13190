package org.parley.contracts;

import java.util.Optional;

/**
 * The key of a record on {@link KafkaTopic#ACCESS}: it says what the record is of, so that the
 * newest one of each stays on the log.
 */
public sealed interface AccessKey {

    /** Written by the groups service. */
    sealed interface FromGroups extends AccessKey {}

    /** Written by the presence service. */
    sealed interface FromPresence extends AccessKey {}

    /** {@code group/{group}}, of a {@link GroupState}. */
    record Group(GroupId group) implements FromGroups {
        @Override
        public String value() {
            return "group/" + group;
        }
    }

    /** {@code member/{group}/{user}}, of a {@link GroupMember}. */
    record Member(GroupId group, UserId user) implements FromGroups {
        @Override
        public String value() {
            return "member/" + group + "/" + user;
        }
    }

    /** {@code block/{owner}/{blocked}}, of a {@link UserBlock}. */
    record Block(UserId owner, UserId blocked) implements FromGroups {
        @Override
        public String value() {
            return "block/" + owner + "/" + blocked;
        }
    }

    /** {@code presence/{owner}}, of a {@link PresenceVisibility}. */
    record Visibility(UserId owner) implements FromPresence {
        @Override
        public String value() {
            return "presence/" + owner;
        }
    }

    /**
     * {@code contact/{a}/{b}}, of a {@link org.parley.contracts.Contact}: two users, in
     * alphabetical order.
     */
    record Contact(UserId a, UserId b) implements FromPresence {
        public Contact {
            if (a.compareTo(b) >= 0)
                throw new IllegalArgumentException("not in alphabetical order: " + a + ", " + b);
        }

        @Override
        public String value() {
            return "contact/" + a + "/" + b;
        }
    }

    /** As it stands on the log. */
    String value();

    /** Empty for what is none of them: a newer release may write more. */
    static Optional<AccessKey> parse(String text) {
        String[] parts = text.split("/", -1);
        return switch (parts.length) {
            case 2 -> two(parts[0], parts[1]);
            case 3 -> three(parts[0], parts[1], parts[2]);
            default -> Optional.empty();
        };
    }

    private static Optional<AccessKey> two(String kind, String one) {
        return switch (kind) {
            case "group" -> GroupId.parse(one).map(Group::new);
            case "presence" -> UserId.parse(one).map(Visibility::new);
            default -> Optional.empty();
        };
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
            case "contact" ->
                    UserId.parse(one)
                            .flatMap(a ->
                                    UserId.parse(other)
                                            .filter(b -> a.compareTo(b) < 0)
                                            .map(b -> new Contact(a, b)));
            default -> Optional.empty();
        };
    }
}
