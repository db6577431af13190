package org.parley.push.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;
import org.parley.push.store.Database;
import org.parley.push.store.Tx;

/** Who is in which group and who blocks whom. An older record changes nothing. */
@ApplicationScoped
class AccessRows {

    private static final String GROUPS =
            """
            INSERT INTO group_name AS k (group_id, name, version)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[]) AS n(group_id, name, version) ORDER BY 1
            ON CONFLICT (group_id) DO UPDATE SET name = excluded.name, version = excluded.version
            WHERE k.version <= excluded.version
            """;

    private static final String MEMBERS =
            """
            INSERT INTO member AS k (group_id, user_id, since, version)
            SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::bigint[])
              AS n(group_id, user_id, since, version) ORDER BY 1, 2
            ON CONFLICT (group_id, user_id) DO UPDATE SET since = excluded.since, version = excluded.version
            WHERE k.version <= excluded.version
            """;

    // Who has left is told nothing more, also not of what was said before.
    private static final String LEFT =
            """
            WITH l AS (
              SELECT m.group_id, m.user_id FROM member m
              JOIN unnest(?::text[], ?::text[]) AS n(group_id, user_id) USING (group_id, user_id)
              WHERE m.since IS NULL),
            k AS (DELETE FROM reading k USING l WHERE k.user_id = l.user_id AND k.conversation = l.group_id),
            gone AS (
              DELETE FROM pending p USING l WHERE p.user_id = l.user_id AND p.conversation = l.group_id AND NOT p.clear
              RETURNING p.user_id, p.device, p.conversation, p.position)
            INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
            SELECT ?::timestamptz, g.user_id, g.device, g.conversation, m.id, 'cancelled', 'no longer a member'
            FROM gone g LEFT JOIN message m ON m.position = g.position
            """;

    private static final String BLOCK =
            """
            INSERT INTO block (owner, blocked) SELECT * FROM unnest(?::text[], ?::text[]) ON CONFLICT DO NOTHING
            """;

    // What the blocked one has said last is not told any more either.
    private static final String SILENCE =
            """
            WITH gone AS (
              DELETE FROM pending p USING message m, unnest(?::text[], ?::text[]) AS b(owner, blocked)
              WHERE p.user_id = b.owner AND NOT p.clear AND m.position = p.position AND m.sender = b.blocked
                AND m.recipient IS NOT NULL
              RETURNING p.user_id, p.device, p.conversation, m.id)
            INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
            SELECT ?::timestamptz, user_id, device, conversation, id, 'cancelled', 'its author was blocked' FROM gone
            """;

    private static final String UNBLOCK =
            """
            DELETE FROM block k USING unnest(?::text[], ?::text[]) AS b(owner, blocked)
            WHERE k.owner = b.owner AND k.blocked = b.blocked
            """;

    private final Database database;
    private final Clock clock;

    AccessRows(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param blocks of each the newest: whether it holds
     */
    void write(
            List<GroupState> groups,
            List<GroupMember> members,
            Map<AccessKey.Block, Boolean> blocks)
            throws SQLException {
        if (groups.isEmpty() && members.isEmpty() && blocks.isEmpty()) return;
        database.inTransaction(tx -> {
            if (!groups.isEmpty()) groups(tx, groups);
            if (!members.isEmpty()) members(tx, members);
            blocks(tx, blocks);
            return true;
        });
    }

    private static void groups(Tx tx, List<GroupState> all) throws SQLException {
        Map<String, GroupState> newest = new LinkedHashMap<>();
        for (GroupState one : all)
            newest.merge(one.group(), one, (a, b) -> b.version() >= a.version() ? b : a);
        List<GroupState> groups = List.copyOf(newest.values());
        tx.run(
                GROUPS,
                groups.stream().map(GroupState::group).toArray(String[]::new),
                groups.stream().map(GroupState::name).toArray(String[]::new),
                groups.stream().map(GroupState::version).toArray(Long[]::new));
    }

    private void members(Tx tx, List<GroupMember> all) throws SQLException {
        record Key(String group, String user) {}
        Map<Key, GroupMember> newest = new LinkedHashMap<>();
        for (GroupMember one : all)
            newest.merge(
                    new Key(one.group(), one.user()),
                    one,
                    (a, b) -> b.version() >= a.version() ? b : a);
        List<GroupMember> members = List.copyOf(newest.values());
        String[] groups = members.stream().map(GroupMember::group).toArray(String[]::new);
        String[] users = members.stream().map(GroupMember::user).toArray(String[]::new);
        tx.run(
                MEMBERS,
                groups,
                users,
                members.stream().map(AccessRows::since).toArray(Instant[]::new),
                members.stream().map(GroupMember::version).toArray(Long[]::new));
        if (members.stream().anyMatch(one -> one.role() == null))
            tx.run(LEFT, groups, users, clock.instant());
    }

    /** The beginning of the time in which he may read, if that has not ended. */
    private static @Nullable Instant since(GroupMember member) {
        if (member.role() == null || member.periods().isEmpty()) return null;
        GroupMember.Period last = member.periods().getLast();
        return last.until() == null ? last.from() : null;
    }

    private void blocks(Tx tx, Map<AccessKey.Block, Boolean> blocks) throws SQLException {
        List<AccessKey.Block> made = keys(blocks, true);
        List<AccessKey.Block> ended = keys(blocks, false);
        if (!made.isEmpty()) {
            tx.run(BLOCK, owners(made), blocked(made));
            tx.run(SILENCE, owners(made), blocked(made), clock.instant());
        }
        if (!ended.isEmpty()) tx.run(UNBLOCK, owners(ended), blocked(ended));
    }

    private static List<AccessKey.Block> keys(
            Map<AccessKey.Block, Boolean> blocks, boolean holding) {
        return blocks.entrySet().stream()
                .filter(block -> block.getValue() == holding)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String[] owners(List<AccessKey.Block> blocks) {
        return blocks.stream().map(block -> block.owner().value()).toArray(String[]::new);
    }

    private static String[] blocked(List<AccessKey.Block> blocks) {
        return blocks.stream().map(block -> block.blocked().value()).toArray(String[]::new);
    }
}
