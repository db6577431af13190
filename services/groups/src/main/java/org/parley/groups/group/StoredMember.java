package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;

/** Somebody's part in a group; without a role a former one's. */
@Entity
@Table(name = "member")
@IdClass(StoredMember.Key.class)
public class StoredMember extends PanacheEntityBase {

    /** Of whom, and in which group. */
    public record Key(String groupId, String userId) implements Serializable {}

    @Id
    @Column(name = "group_id")
    public String groupId = "";

    @Id
    @Column(name = "user_id")
    public String userId = "";

    public @Nullable GroupRole role;
    Periods periods = Periods.NONE;
    Instant since = Instant.EPOCH;

    /** When an admin removed him, unless he was let in again. */
    @Column(name = "removed_at")
    public @Nullable Instant removedAt;

    public long version;

    static StoredMember of(GroupId group, UserId user) {
        StoredMember member = new StoredMember();
        member.groupId = group.value();
        member.userId = user.value();
        return member;
    }

    /** Those of them who are or were members, by user. */
    static Uni<Map<String, StoredMember>> among(GroupId group, Collection<String> users) {
        return StoredMember.<StoredMember>list(
                        "groupId = ?1 and userId in ?2", group.value(), List.copyOf(users))
                .map(StoredMember::byUser);
    }

    public static Uni<@Nullable StoredMember> find(StoredGroup group, UserId user) {
        return findById(new Key(group.id, user.value()));
    }

    /** A user's part in a group; a new one, without a role, where there was none. */
    public static Uni<StoredMember> in(StoredGroup group, UserId user) {
        return find(group, user)
                .flatMap(known ->
                        known == null
                                ? of(group.groupId(), user).persist()
                                : Uni.createFrom().item(known));
    }

    static Uni<List<StoredMember>> of(GroupId group) {
        return list("groupId = ?1 and role is not null order by userId", group.value());
    }

    public static Uni<List<StoredMember>> admins(StoredGroup group) {
        return list(
                "groupId = ?1 and role in ?2", group.id, List.of(GroupRole.OWNER, GroupRole.ADMIN));
    }

    private static Map<String, StoredMember> byUser(List<StoredMember> members) {
        return members.stream().collect(Collectors.toMap(m -> m.userId, Function.identity()));
    }

    public boolean isMember() {
        return role != null;
    }

    boolean isOwner() {
        return role == GroupRole.OWNER;
    }

    boolean isAtLeast(GroupRole other) {
        return role != null && role.isAtLeast(other);
    }

    void join(GroupRole as, Instant at, Instant readsFrom) {
        role = as;
        since = at;
        removedAt = null;
        periods = periods.open(readsFrom);
    }

    void leave(Instant at) {
        role = null;
        periods = periods.close(at);
    }

    public UserId who() {
        return new UserId(userId);
    }

    public AccessKey.Member key() {
        return new AccessKey.Member(new GroupId(groupId), who());
    }

    /** As it stands on the log. */
    public GroupMember state() {
        String name = role == null ? null : role.wireName();
        return new GroupMember(groupId, userId, name, periods.list(), version);
    }
}
