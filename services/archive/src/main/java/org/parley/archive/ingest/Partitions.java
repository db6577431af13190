package org.parley.archive.ingest;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.Tx;

/** The months that have a table. One that is missing is made before its first message. */
@ApplicationScoped
public class Partitions {

    /**
     * One maker at a time over all instances; not the writers' lock, so that nobody waits for us.
     */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7521963)";

    private final Database database;
    private final Set<Month> known = ConcurrentHashMap.newKeySet();

    Partitions(Database database) {
        this.database = database;
    }

    void ensure(Collection<UUID> ids) throws Exception {
        for (UUID id : ids) {
            Month month = Month.of(id);
            if (known.contains(month)) continue;
            database.inTransaction(tx -> create(tx, month));
            known.add(month);
        }
    }

    /** Somebody dropped some. */
    public void forget() {
        known.clear();
    }

    private static boolean create(Tx tx, Month month) throws Exception {
        tx.run(LOCK);
        boolean there =
                tx.run("SELECT to_regclass($1) IS NOT NULL", month.table())
                        .iterator()
                        .next()
                        .getBoolean(0);
        if (there) return false;
        // Made beside the table and then attached: CREATE … PARTITION OF would wait for every
        // reader.
        tx.define("CREATE TABLE " + month.table() + " (LIKE message INCLUDING DEFAULTS)");
        tx.define(
                "ALTER TABLE message ATTACH PARTITION %s FOR VALUES FROM (%s) TO (%s)"
                        .formatted(month.table(), month.from(), month.to()));
        Log.infof("partition created name=%s", month.table());
        return true;
    }
}
