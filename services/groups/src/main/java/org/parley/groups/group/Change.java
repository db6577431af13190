package org.parley.groups.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupRole;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageSent;
import org.parley.contracts.MessageType;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;
import org.parley.groups.outbox.Letter;
import org.parley.groups.outbox.Outbox;

/**
 * One change of one group while its row is locked, and what the world is told of it: first who is a
 * member now, then what is said in the group, then those whom it concerns. Who was removed is told
 * by a notice, and hears nothing of what is said in the group about it.
 */
public final class Change {

    /** Users in one message, so that it stays small. */
    private static final int NAMED_AT_ONCE = 100;

    public final StoredGroup group;
    public final UserId by;
    public final Instant at;

    private final @Nullable StoredMember actor;
    private final Outbox outbox;
    private final long version;
    private final List<Letter> states = new ArrayList<>();
    private final List<Letter> said = new ArrayList<>();
    private final List<Letter> told = new ArrayList<>();
    private boolean lastWords;

    Change(StoredGroup group, UserId by, @Nullable StoredMember actor, Instant at, Outbox outbox) {
        this.group = group;
        this.by = by;
        this.actor = actor;
        this.at = at;
        this.outbox = outbox;
        this.version = group.version + 1;
    }

    StoredMember actor() {
        return Objects.requireNonNull(actor, "nobody's change");
    }

    GroupRole role() {
        return Objects.requireNonNull(actor().role, "not a member");
    }

    public void administer() {
        Authority.administer(role());
    }

    /** In, from now on. The caller sees to it that there is room. */
    public void admit(StoredMember member, GroupRole as) {
        member.join(as, at, group.newcomersSeeHistory ? group.createdAt : at);
        group.members++;
        if (as == GroupRole.OWNER) group.owners++;
        write(member);
    }

    void dismiss(StoredMember member) {
        dismiss(member, at);
    }

    private void dismiss(StoredMember member, Instant until) {
        if (member.isOwner()) group.owners--;
        group.members--;
        member.leave(until);
        write(member);
    }

    void make(StoredMember member, GroupRole role) {
        if (member.isOwner()) group.owners--;
        if (role == GroupRole.OWNER) group.owners++;
        member.role = role;
        write(member);
    }

    /** The end of the group: the last that its members read in it is that. */
    void end(List<StoredMember> members) {
        lastWords = true;
        say("deleted", Map.of("name", group.name));
        for (StoredMember member : members) {
            dismiss(member, at.plusMillis(1));
            notify(member.who(), "group-deleted");
        }
        group.deleted = true;
    }

    private void write(StoredMember member) {
        member.version = version;
        states.add(outbox.state(member.key(), member.state()));
    }

    /** A system message about some of the members. */
    public void sayOf(String event, List<String> users) {
        for (int i = 0; i < users.size(); i += NAMED_AT_ONCE)
            say(
                    event,
                    Map.of("users", users.subList(i, Math.min(users.size(), i + NAMED_AT_ONCE))));
    }

    /** A system message: live for the members and on the log for the archive, the same object. */
    void say(String event, Map<String, Object> details) {
        MessageId id = MessageId.fresh(at);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("id", id.toString());
        payload.put("type", MessageType.SYSTEM.wireName());
        payload.put("event", event);
        payload.put("by", by.value());
        payload.putAll(details);
        payload.put("timestamp", at.toString());
        said.add(outbox.message(message(id, payload)));
        OutboundPublish live =
                new OutboundPublish(new Topic.GroupNotice(group.groupId()).path(), false, payload);
        said.add(outbox.publish(group.id, live));
    }

    private MessageSent message(MessageId id, Map<String, Object> payload) {
        return new MessageSent(
                id.value(),
                group.id,
                UserId.SERVER,
                group.id,
                MessageType.SYSTEM.wireName(),
                at,
                at,
                null,
                null,
                payload);
    }

    /** Tells one user, wherever he is, what happened to him. */
    public void notify(UserId user, String event) {
        notify(user, event, Map.of());
    }

    public void notify(UserId user, String event, Map<String, Object> details) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("type", MessageType.SYSTEM.wireName());
        payload.put("event", event);
        payload.put("group", group.id);
        payload.put("name", group.name);
        payload.put("by", by.value());
        payload.putAll(details);
        payload.put("timestamp", at.toString());
        OutboundPublish notice =
                new OutboundPublish(new Topic.UserNotice(user).path(), false, payload);
        told.add(outbox.publish(user.value(), notice));
    }

    /** In the order of the log; the group counts the change if there is something to read of it. */
    List<Letter> letters() {
        if (!states.isEmpty() || !said.isEmpty()) {
            group.version = version;
            group.changedAt = at;
            states.addFirst(outbox.state(group.state()));
        }
        List<Letter> all = new ArrayList<>();
        if (lastWords) all.addAll(said);
        all.addAll(states);
        if (!lastWords) all.addAll(said);
        all.addAll(told);
        return all;
    }
}
