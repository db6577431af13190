package org.parley.archive.membership;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.archive.membership.Access.Group;
import org.parley.archive.membership.Access.Member;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.Tx;
import org.parley.contracts.GroupState;

/**
 * Writes who may read what. A record that came before, or that an older one repeats, changes
 * nothing; what changes gets a position, so that a device that has synced beyond the messages in
 * question learns that it may read them.
 */
@ApplicationScoped
class AccessWriter {

    private static final String GROUPS =
            """
            INSERT INTO group_state (conversation, version, name, picture)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[])
            ON CONFLICT DO NOTHING
            """;

    // What is archived later has a later position than any now; what was archived in these seconds
    // is looked through. Beyond them, or for who may read what was said before he came, all of it.
    private static final String MEMBERS =
            """
            WITH recent AS MATERIALIZED (
              SELECT conversation, position, received_at FROM message
              WHERE received_at >= now() - interval '10 seconds'),
            r AS MATERIALIZED (
              SELECT user_id, conversation, seen::tstzmultirange AS seen, since, role, version
              FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[],
                $6::bigint[]) AS r(user_id, conversation, seen, since, role, version))
            INSERT INTO membership AS me
              (user_id, conversation, seen, role, version, first_position, change)
            SELECT user_id, conversation, seen, role, version,
              CASE WHEN since >= now() - interval '10 seconds' THEN coalesce(
                  (SELECT min(recent.position) FROM recent
                   WHERE recent.conversation = r.conversation AND recent.received_at >= r.since),
                  (SELECT last_value FROM position))
                ELSE 0 END,
              nextval('position')
            FROM r
            WHERE NOT EXISTS (SELECT FROM membership k
              WHERE k.user_id = r.user_id AND k.conversation = r.conversation
                AND (k.version > r.version OR (k.version = r.version AND k.seen = r.seen
                  AND k.role IS NOT DISTINCT FROM r.role)))
            ON CONFLICT (user_id, conversation) DO UPDATE
            SET seen = excluded.seen, role = excluded.role, version = excluded.version,
              first_position = CASE WHEN lower(me.seen) = lower(excluded.seen)
                THEN me.first_position ELSE excluded.first_position END,
              change = excluded.change
            """;

    private final Database database;

    AccessWriter(Database database) {
        this.database = database;
    }

    /** Returns how many members' parts changed. */
    int write(List<Access> batch) throws Exception {
        Collection<GroupState> groups = groups(batch);
        Collection<Member> members = newest(batch);
        return database.inOrder(tx -> {
            if (!groups.isEmpty()) keep(tx, groups);
            return members.isEmpty() ? 0 : change(tx, members);
        });
    }

    private static Collection<GroupState> groups(List<Access> batch) {
        return batch.stream()
                .filter(Group.class::isInstance)
                .map(group -> ((Group) group).state())
                .toList();
    }

    private record Key(String user, String group) {}

    /** Of each member the newest; the last of those with the same version. */
    static Collection<Member> newest(List<Access> batch) {
        Map<Key, Member> newest = new LinkedHashMap<>();
        for (Access access : batch)
            if (access instanceof Member member)
                newest.merge(
                        new Key(member.user(), member.group()),
                        member,
                        (one, other) -> other.version() >= one.version() ? other : one);
        return newest.values();
    }

    private static void keep(Tx tx, Collection<GroupState> groups) throws Exception {
        tx.run(
                GROUPS,
                Column.texts(groups, GroupState::group),
                Column.numbers(groups, GroupState::version),
                Column.texts(groups, GroupState::name),
                Column.texts(groups, GroupState::picture));
    }

    private static int change(Tx tx, Collection<Member> members) throws Exception {
        return tx.run(
                        MEMBERS,
                        Column.texts(members, Member::user),
                        Column.texts(members, Member::group),
                        Column.texts(members, Member::seen),
                        Column.times(members, Member::since),
                        Column.texts(members, Member::role),
                        Column.numbers(members, Member::version))
                .rowCount();
    }
}
