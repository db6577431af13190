package org.parley.presence.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.parley.contracts.AccessKey;
import org.parley.presence.access.Changes.Part;
import org.parley.presence.store.Column;
import org.parley.presence.store.Database;
import org.parley.presence.store.Database.Tx;

/** Who is where with whom and who blocks whom, in PostgreSQL. */
@ApplicationScoped
class Relations {

    private static final String DELETED =
            "INSERT INTO deleted_group SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING";

    private static final String MEMBERS =
            """
            INSERT INTO member AS m (group_id, user_id, is_member, version)
            SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::bigint[])
            ON CONFLICT (group_id, user_id) DO UPDATE
            SET is_member = excluded.is_member, version = excluded.version
            WHERE m.version <= excluded.version
            """;

    private static final String BLOCK =
            """
            INSERT INTO block SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING
            """;

    private static final String UNBLOCK =
            """
            DELETE FROM block WHERE (owner, blocked) IN (SELECT * FROM unnest($1::text[], $2::text[]))
            """;

    private final Database database;

    Relations(Database database) {
        this.database = database;
    }

    void write(Changes changes) throws Exception {
        database.inTransaction(tx -> {
            if (!changes.deleted().isEmpty())
                tx.run(DELETED, (Object) changes.deleted().toArray(String[]::new));
            if (!changes.parts().isEmpty()) members(tx, changes.parts().values());
            blocks(tx, BLOCK, changes.blocks(), true);
            blocks(tx, UNBLOCK, changes.blocks(), false);
            return null;
        });
    }

    private static void members(Tx tx, Collection<Part> parts) throws Exception {
        tx.run(
                MEMBERS,
                Column.texts(parts, Part::group),
                Column.texts(parts, Part::user),
                Column.truths(parts, Part::isMember),
                Column.numbers(parts, Part::version));
    }

    private static void blocks(
            Tx tx, String sql, Map<AccessKey.Block, Boolean> blocks, boolean inForce)
            throws Exception {
        List<AccessKey.Block> those =
                blocks.entrySet().stream()
                        .filter(block -> block.getValue() == inForce)
                        .map(Map.Entry::getKey)
                        .toList();
        if (those.isEmpty()) return;
        tx.run(
                sql,
                Column.texts(those, block -> block.owner().value()),
                Column.texts(those, block -> block.blocked().value()));
    }
}
