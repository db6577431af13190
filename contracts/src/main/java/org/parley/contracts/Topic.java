package org.parley.contracts;

import java.util.Optional;

/**
 * The topics of DESIGN.md section 2, parsed. The sender is always a level of the topic, never a
 * claim in a payload, so that the broker alone can prove who is speaking.
 */
public sealed interface Topic {

    /** The topic as MQTT carries it. */
    String path();

    /** At which quality of service this topic is delivered; the broker raises or lowers to it. */
    default int qos() {
        return 1;
    }

    /** A topic on which a person speaks. */
    sealed interface Spoken extends Topic {
        UserId from();
    }

    /** A message: what the bridge archives. */
    sealed interface Message extends Spoken {
        ConversationId conversation();
    }

    /** {@code chat/{to}/{from}} */
    record DirectMessage(UserId to, UserId from) implements Message {
        @Override
        public String path() {
            return "chat/" + to + "/" + from;
        }

        @Override
        public ConversationId conversation() {
            return ConversationId.between(to, from);
        }
    }

    /** {@code group/{group}/{from}} */
    record GroupMessage(GroupId group, UserId from) implements Message {
        @Override
        public String path() {
            return "group/" + group + "/" + from;
        }

        @Override
        public ConversationId conversation() {
            return new ConversationId.Group(group);
        }
    }

    /** {@code chat/{to}/{from}/receipt}: {@code to} wrote what {@code from} received. */
    record Receipt(UserId to, UserId from) implements Spoken {
        @Override
        public String path() {
            return "chat/" + to + "/" + from + "/receipt";
        }
    }

    /** {@code chat/{to}/{from}/typing} */
    record DirectTyping(UserId to, UserId from) implements Spoken {
        @Override
        public String path() {
            return "chat/" + to + "/" + from + "/typing";
        }

        @Override
        public int qos() {
            return 0;
        }
    }

    /** {@code group/{group}/{from}/typing} */
    record GroupTyping(GroupId group, UserId from) implements Spoken {
        @Override
        public String path() {
            return "group/" + group + "/" + from + "/typing";
        }

        @Override
        public int qos() {
            return 0;
        }
    }

    /** {@code chat/{user}/server}: a service tells a user something. */
    record UserNotice(UserId user) implements Topic {
        @Override
        public String path() {
            return "chat/" + user + "/" + UserId.SERVER;
        }
    }

    /** {@code chat/{user}/server/receipt}: the archive tells the author what is stored. */
    record StoredReceipt(UserId user) implements Topic {
        @Override
        public String path() {
            return "chat/" + user + "/" + UserId.SERVER + "/receipt";
        }
    }

    /** {@code group/{group}/server}: a service tells all members something. */
    record GroupNotice(GroupId group) implements Topic {
        @Override
        public String path() {
            return "group/" + group + "/" + UserId.SERVER;
        }
    }

    /** {@code presence/{user}/{device}}: what a device says of itself, and its Last Will. */
    record DevicePresence(UserId user, DeviceId device) implements Topic {
        @Override
        public String path() {
            return "presence/" + user + "/" + device;
        }
    }

    /** {@code presence/{user}}: what the presence service says of a user, retained. */
    record UserPresence(UserId user) implements Topic {
        @Override
        public String path() {
            return "presence/" + user;
        }
    }

    /** The kind of a topic without a fourth level; no level can contain it. */
    String MESSAGE = "/";

    /** Empty for anything that is not in the table, wildcards included. */
    static Optional<Topic> parse(String path) {
        String[] levels = path.split("/", -1);
        return switch (levels[0]) {
            case "chat" -> parseChat(levels);
            case "group" -> parseGroup(levels);
            case "presence" -> parsePresence(levels);
            default -> Optional.empty();
        };
    }

    private static Optional<Topic> parseChat(String[] levels) {
        if (levels.length < 3 || levels.length > 4) return Optional.empty();
        String kind = levels.length == 4 ? levels[3] : MESSAGE;
        return UserId.parse(levels[1]).flatMap(to -> parseChat(to, levels[2], kind));
    }

    private static Optional<Topic> parseChat(UserId to, String speaker, String kind) {
        if (speaker.equals(UserId.SERVER))
            return switch (kind) {
                case MESSAGE -> Optional.of(new UserNotice(to));
                case "receipt" -> Optional.of(new StoredReceipt(to));
                default -> Optional.empty();
            };
        Optional<UserId> from = UserId.parse(speaker);
        return switch (kind) {
            case MESSAGE -> from.map(f -> new DirectMessage(to, f));
            case "receipt" -> from.map(f -> new Receipt(to, f));
            case "typing" -> from.map(f -> new DirectTyping(to, f));
            default -> Optional.empty();
        };
    }

    private static Optional<Topic> parseGroup(String[] levels) {
        boolean typing = levels.length == 4 && levels[3].equals("typing");
        if (levels.length != 3 && !typing) return Optional.empty();
        Optional<GroupId> group = GroupId.parse(levels[1]);
        if (levels[2].equals(UserId.SERVER))
            return typing ? Optional.empty() : group.map(GroupNotice::new);
        Optional<UserId> from = UserId.parse(levels[2]);
        return group.flatMap(g ->
                typing
                        ? from.map(f -> new GroupTyping(g, f))
                        : from.map(f -> new GroupMessage(g, f)));
    }

    private static Optional<Topic> parsePresence(String[] levels) {
        if (levels.length < 2 || levels.length > 3) return Optional.empty();
        Optional<UserId> user = UserId.parse(levels[1]);
        if (levels.length == 2) return user.map(UserPresence::new);
        return user.flatMap(
                u -> DeviceId.parse(levels[2]).map(device -> new DevicePresence(u, device)));
    }
}
