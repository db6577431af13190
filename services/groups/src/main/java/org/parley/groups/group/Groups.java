package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;
import org.parley.groups.GroupsConfig;
import org.parley.groups.problem.Refusal.KeyReused;
import org.parley.groups.problem.Refusal.LimitReached;
import org.parley.groups.problem.Refusal.NoSuchGroup;

/** Groups as a whole. */
@ApplicationScoped
public class Groups {

    private static final String MINE =
            "select g, m from StoredMember m join StoredGroup g on g.id = m.groupId"
                    + " where m.userId = :user and m.role is not null and not g.deleted";

    private final Changes changes;
    private final GroupsConfig config;
    private final Clock clock;

    Groups(Changes changes, GroupsConfig config, Clock clock) {
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    /** A group as one of its members sees it. */
    public record Mine(StoredGroup group, StoredMember member) {}

    /** With a key that was used before, the group of then. */
    Uni<Mine> create(UserId creator, Settings settings, Optional<String> key) {
        return Panache.withTransaction(() ->
                UserLock.of(creator)
                        .flatMap(_ ->
                                key.isEmpty()
                                        ? Uni.createFrom().nullItem()
                                        : Creation.find(creator, key.get()))
                        .flatMap(known ->
                                known == null
                                        ? createNew(creator, settings, key)
                                        : repeated(creator, settings, known)));
    }

    private Uni<Mine> repeated(UserId creator, Settings settings, Creation known) {
        if (!known.content.equals(settings.toString())) throw new KeyReused(known.key);
        return find(creator, new GroupId(known.groupId));
    }

    private Uni<Mine> createNew(UserId creator, Settings settings, Optional<String> key) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GroupId id = new GroupId("g-" + MessageId.fresh(at));
        StoredGroup group = StoredGroup.of(id, settings, creator, at);
        StoredMember owner = StoredMember.of(id, creator);
        return room(creator)
                .flatMap(_ -> changes.ofNew(group, creator, change -> found(change, owner)))
                .call(group::persist)
                .call(owner::persist)
                .call(() -> remember(creator, settings, key, group))
                .map(_ -> new Mine(group, owner));
    }

    private Uni<Change> found(Change change, StoredMember owner) {
        change.admit(owner, GroupRole.OWNER);
        change.say("created", Map.of("name", change.group.name));
        change.notify(change.by, "group-created");
        return Uni.createFrom().item(change);
    }

    private Uni<Void> remember(
            UserId creator, Settings settings, Optional<String> key, StoredGroup group) {
        if (key.isEmpty()) return Uni.createFrom().voidItem();
        return Creation.forget(creator, group.createdAt, config.creationsRemembered())
                .flatMap(_ -> Creation.of(creator, key.get(), settings.toString(), group).persist())
                .replaceWithVoid();
    }

    /** Whether the user may be in one more; he holds his lock. */
    public Uni<Void> room(UserId user) {
        int most = config.limits().groupsPerUser();
        return StoredMember.count("userId = ?1 and role is not null", user.value())
                .invoke(count -> {
                    if (count >= most)
                        throw new LimitReached(
                                user + " is in " + count + " groups; " + most + " are the most");
                })
                .replaceWithVoid();
    }

    Uni<List<Mine>> of(UserId user) {
        return mine(MINE + " order by lower(g.name), g.id", Map.of("user", user.value()));
    }

    public Uni<Mine> find(UserId user, GroupId id) {
        Map<String, Object> values = Map.of("user", user.value(), "id", id.value());
        return mine(MINE + " and g.id = :id", values)
                .map(found -> {
                    if (found.isEmpty()) throw new NoSuchGroup();
                    return found.getFirst();
                });
    }

    private static Uni<List<Mine>> mine(String query, Map<String, Object> values) {
        return Panache.withSession(() ->
                Panache.getSession()
                        .flatMap(session -> {
                            var asked = session.createSelectionQuery(query, Object[].class);
                            values.forEach(asked::setParameter);
                            return asked.getResultList();
                        })
                        .map(rows -> rows.stream().map(Groups::mine).toList()));
    }

    private static Mine mine(Object[] row) {
        return new Mine((StoredGroup) row[0], (StoredMember) row[1]);
    }

    Uni<Mine> change(UserId by, GroupId id, Precondition seen, Fields fields) {
        return changes.byMember(
                by,
                id,
                seen,
                change -> {
                    change.administer();
                    Settings before = change.group.settings();
                    Settings now = before.changed(fields, config.limits());
                    change.group.take(now);
                    now.since(before).forEach(told -> change.say(told.event(), told.details()));
                    return Uni.createFrom().item(new Mine(change.group, change.actor()));
                });
    }

    Uni<Void> delete(UserId by, GroupId id, Precondition seen) {
        return changes.byMember(
                by,
                id,
                seen,
                change -> {
                    Authority.delete(change.role());
                    return end(change);
                });
    }

    static Uni<Void> end(Change change) {
        return StoredMember.of(change.group.groupId()).invoke(change::end).replaceWithVoid();
    }

    public static GroupId known(String id) {
        return GroupId.parse(Objects.requireNonNullElse(id, "")).orElseThrow(NoSuchGroup::new);
    }
}
