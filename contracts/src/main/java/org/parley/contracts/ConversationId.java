package org.parley.contracts;

import java.util.Optional;

/** Where a message belongs: two people, or a group. */
public sealed interface ConversationId {

    /** The id as it stands in records, URLs and Kafka keys. */
    String value();

    /** Two people, in alphabetical order; both may be the same one (notes to oneself). */
    record Direct(UserId first, UserId second) implements ConversationId {
        public Direct {
            if (first.compareTo(second) > 0)
                throw new IllegalArgumentException(
                        "not in alphabetical order: " + first + ", " + second);
        }

        @Override
        public String value() {
            return first + "_" + second;
        }

        @Override
        public String toString() {
            return value();
        }

        public boolean has(UserId user) {
            return first.equals(user) || second.equals(user);
        }

        /** The other one; the same one where somebody writes to himself. */
        public UserId peerOf(UserId user) {
            return first.equals(user) ? second : first;
        }
    }

    /** A group's conversation; its id is the group's. */
    record Group(GroupId group) implements ConversationId {
        @Override
        public String value() {
            return group.value();
        }

        @Override
        public String toString() {
            return value();
        }
    }

    static Direct between(UserId one, UserId other) {
        return one.compareTo(other) <= 0 ? new Direct(one, other) : new Direct(other, one);
    }

    static Optional<ConversationId> parse(String text) {
        int split = text.indexOf('_');
        if (split < 0) return GroupId.parse(text).map(Group::new);
        return UserId.parse(text.substring(0, split))
                .flatMap(first ->
                        UserId.parse(text.substring(split + 1))
                                .filter(second -> first.compareTo(second) <= 0)
                                .map(second -> new Direct(first, second)));
    }
}
