package org.parley.contracts;

import java.util.Optional;

/**
 * Who may publish, subscribe to and leave as a Last Will what: the table of DESIGN.md section 2.
 * Pure, and it denies by default: a topic or filter that is not in the table is refused to
 * everybody but, for subscriptions, to the services.
 */
public final class TopicAccess {

    private final AccessDirectory directory;

    public TopicAccess(AccessDirectory directory) {
        this.directory = directory;
    }

    /** Whether the caller may do it, and by which rule not. */
    public sealed interface Decision {
        record Allowed() implements Decision {}

        /**
         * Refused.
         *
         * @param rule for the caller's eyes: it never reveals whether a group exists or who blocks
         *     whom
         */
        record Refused(String rule) implements Decision {}

        default boolean isAllowed() {
            return this instanceof Allowed;
        }
    }

    private static final Decision ALLOWED = new Decision.Allowed();
    private static final Decision UNKNOWN = refused("no such topic");
    private static final Decision NOT_YOU =
            refused("the topic names another sender than the token does");
    private static final Decision CLOSED = refused("you may not write there");
    private static final Decision ANNOUNCEMENTS = refused("only its admins write in this group");
    private static final Decision SERVICES_ONLY = refused("only the services publish there");
    private static final Decision NOT_RETAINED = refused("people publish nothing retained");
    private static final Decision NOT_A_PERSON = refused("a service speaks for no person");

    public Decision publish(Caller caller, String topic, boolean retain) {
        Optional<Topic> parsed = Topic.parse(topic);
        if (parsed.isEmpty()) return UNKNOWN;
        return switch (caller) {
            case Caller.Person person ->
                    retain ? NOT_RETAINED : publishAsPerson(person, parsed.get());
            case Caller.Service service -> publishAsService(parsed.get());
        };
    }

    private Decision publishAsPerson(Caller.Person person, Topic topic) {
        return switch (topic) {
            case Topic.DirectMessage(UserId to, UserId from) -> speak(person, from, to);
            case Topic.Receipt(UserId to, UserId from) -> speak(person, from, to);
            case Topic.DirectTyping(UserId to, UserId from) -> speak(person, from, to);
            case Topic.GroupMessage(GroupId group, UserId from) -> speak(person, from, group);
            case Topic.GroupTyping(GroupId group, UserId from) -> speak(person, from, group);
            case Topic.DevicePresence(UserId user, DeviceId device) ->
                    person.user().equals(user) && person.device().equals(device)
                            ? ALLOWED
                            : NOT_YOU;
            case Topic.UserNotice notice -> SERVICES_ONLY;
            case Topic.StoredReceipt receipt -> SERVICES_ONLY;
            case Topic.GroupNotice notice -> SERVICES_ONLY;
            case Topic.UserPresence presence -> SERVICES_ONLY;
        };
    }

    private Decision speak(Caller.Person person, UserId from, UserId to) {
        if (!person.user().equals(from)) return NOT_YOU;
        return directory.hasBlocked(to, from) ? CLOSED : ALLOWED;
    }

    private Decision speak(Caller.Person person, UserId from, GroupId group) {
        if (!person.user().equals(from)) return NOT_YOU;
        if (!directory.isMember(group, from)) return CLOSED;
        return directory.maySpeak(group, from) ? ALLOWED : ANNOUNCEMENTS;
    }

    private static Decision publishAsService(Topic topic) {
        return switch (topic) {
            case Topic.UserNotice notice -> ALLOWED;
            case Topic.StoredReceipt receipt -> ALLOWED;
            case Topic.GroupNotice notice -> ALLOWED;
            case Topic.UserPresence presence -> ALLOWED;
            case Topic.DevicePresence presence -> NOT_A_PERSON;
            case Topic.Spoken spoken -> NOT_A_PERSON;
        };
    }

    /** A Last Will may only say that its own device went away. */
    public Decision will(Caller caller, String topic, boolean retain) {
        boolean presence = Topic.parse(topic).orElse(null) instanceof Topic.DevicePresence;
        return presence
                ? publish(caller, topic, retain)
                : refused("a Will is published on presence/{user}/{device} only");
    }

    public Decision subscribe(Caller caller, String filter) {
        return switch (caller) {
            case Caller.Person person -> subscribeAsPerson(person.user(), filter);
            case Caller.Service service -> ALLOWED;
        };
    }

    private Decision subscribeAsPerson(UserId me, String filter) {
        if (filter.equals("chat/" + me + "/#") || filter.equals("chat/+/" + me + "/#"))
            return ALLOWED;
        String[] levels = filter.split("/", -1);
        if (levels.length == 3 && levels[0].equals("group") && levels[2].equals("#"))
            return GroupId.parse(levels[1]).map(group -> listen(me, group)).orElse(NOT_LISTED);
        return Topic.parse(filter).map(topic -> listen(me, topic)).orElse(NOT_LISTED);
    }

    private static final Decision NOT_LISTED =
            refused("subscribe to chat/{you}/#, chat/+/{you}/#, group/{yours}/#, presence/{peer}");

    private Decision listen(UserId me, Topic topic) {
        return switch (topic) {
            case Topic.DirectMessage(UserId to, UserId from) -> mine(me, to, from);
            case Topic.Receipt(UserId to, UserId from) -> mine(me, to, from);
            case Topic.DirectTyping(UserId to, UserId from) -> mine(me, to, from);
            case Topic.UserNotice(UserId user) -> mine(me, user, user);
            case Topic.StoredReceipt(UserId user) -> mine(me, user, user);
            case Topic.GroupMessage(GroupId group, UserId from) -> listen(me, group);
            case Topic.GroupTyping(GroupId group, UserId from) -> listen(me, group);
            case Topic.GroupNotice(GroupId group) -> listen(me, group);
            case Topic.DevicePresence presence -> NOT_LISTED;
            case Topic.UserPresence(UserId owner) ->
                    owner.equals(me) || directory.maySeePresence(me, owner) ? ALLOWED : NOT_LISTED;
        };
    }

    private static Decision mine(UserId me, UserId to, UserId from) {
        return me.equals(to) || me.equals(from) ? ALLOWED : NOT_LISTED;
    }

    private Decision listen(UserId me, GroupId group) {
        return directory.isMember(group, me) ? ALLOWED : NOT_LISTED;
    }

    private static Decision refused(String rule) {
        return new Decision.Refused(rule);
    }
}
