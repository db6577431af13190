package org.parley.presence.watch;

import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;
import org.parley.presence.board.Board;
import org.parley.presence.board.State;
import org.parley.presence.start.Migration;
import org.parley.presence.store.Column;
import org.parley.presence.store.Database;
import org.parley.presence.store.Database.Tx;

/**
 * What is kept of the boards, many users at once: so that whoever takes a partition over knows what
 * devices said and what others were told.
 */
@ApplicationScoped
class Ledger {

    private static final String TAKE_OVER =
            """
            INSERT INTO share AS s (partition, epoch, watched_at)
            SELECT partition, 1, $2 FROM unnest($1::int[]) AS partition
            ON CONFLICT (partition) DO UPDATE SET epoch = s.epoch + 1
            RETURNING partition, epoch, watched_at
            """;

    private static final String TOLD =
            "SELECT user_id, state, last_seen FROM presence WHERE state <> 'offline'";

    private static final String SAID = "SELECT user_id, device, state, said_at FROM device";

    private static final String STILL_MINE =
            """
            UPDATE share SET watched_at = greatest(watched_at, $3)
            FROM (SELECT * FROM unnest($1::int[], $2::bigint[]) AS m(partition, epoch)
                  ORDER BY partition) AS m
            WHERE share.partition = m.partition AND share.epoch = m.epoch
            """;

    private static final String PEOPLE =
            """
            INSERT INTO presence (user_id, state, last_seen)
            SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])
            ON CONFLICT (user_id) DO UPDATE SET state = excluded.state, last_seen = excluded.last_seen
            """;

    private static final String SIGHTINGS =
            """
            INSERT INTO sighting (user_id, seen_at)
            SELECT * FROM unnest($1::text[], $2::timestamptz[]) ON CONFLICT DO NOTHING
            """;

    private static final String NO_DEVICES = "DELETE FROM device WHERE user_id = ANY ($1::text[])";

    private static final String DEVICES =
            """
            INSERT INTO device (user_id, device, state, said_at)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
            """;

    private final Database database;
    private final Migration migration;
    private final Clock clock;

    Ledger(Database database, Migration migration, Clock clock) {
        this.database = database;
        this.migration = migration;
        this.clock = clock;
    }

    /** What is known of a partition that was taken over. */
    record Known(long epoch, List<Board.Told> told, List<Board.Kept> said, Instant asOf) {
        private Known(long epoch, Instant asOf) {
            this(epoch, new ArrayList<>(), new ArrayList<>(), asOf);
        }
    }

    /** Somebody else has taken a partition over. */
    static final class TakenOverException extends Exception {
        TakenOverException() {
            super("another instance has taken the partition over", null, false, false);
        }
    }

    /**
     * From now on nobody else can write of these partitions.
     *
     * @param partitionOf a user's
     */
    Map<Integer, Known> takeOver(Collection<Integer> partitions, ToIntFunction<UserId> partitionOf)
            throws Exception {
        migration.await();
        return database.inTransaction(tx -> {
            Map<Integer, Known> known = new HashMap<>();
            Object now = Column.time(clock.instant());
            for (Row row : tx.run(TAKE_OVER, partitions.toArray(Integer[]::new), now))
                known.put(
                        row.getInteger(0),
                        new Known(
                                row.getLong(1),
                                Column.instant(row.getOffsetDateTime("watched_at"))));
            for (Row row : tx.run(TOLD)) read(told(row), known, partitionOf);
            for (Row row : tx.run(SAID)) read(said(row), known, partitionOf);
            return known;
        });
    }

    private static void read(
            Board.Told told, Map<Integer, Known> known, ToIntFunction<UserId> partitionOf) {
        Known share = known.get(partitionOf.applyAsInt(told.user()));
        if (share != null) share.told().add(told);
    }

    private static void read(
            Board.Kept said, Map<Integer, Known> known, ToIntFunction<UserId> partitionOf) {
        Known share = known.get(partitionOf.applyAsInt(said.user()));
        if (share != null) share.said().add(said);
    }

    private static Board.Told told(Row row) {
        return new Board.Told(
                new UserId(row.getString("user_id")),
                State.parse(row.getString("state")).orElseThrow(),
                Column.instant(row.getOffsetDateTime("last_seen")));
    }

    private static Board.Kept said(Row row) {
        return new Board.Kept(
                new UserId(row.getString("user_id")),
                new DeviceId(row.getString("device")),
                State.parse(row.getString("state")).orElseThrow(),
                Column.instant(row.getOffsetDateTime("said_at")));
    }

    /**
     * All or nothing; repeating is harmless.
     *
     * @param epochs of the partitions that they belong to
     * @param watchedAt when they were last held against the broker's connections
     */
    void write(Map<Integer, Long> epochs, Collection<Board.Row> people, Instant watchedAt)
            throws Exception {
        // In one order everywhere, so that two instances never wait for each other.
        List<Board.Row> rows =
                people.stream()
                        .sorted(Comparator.comparing((Board.Row row) -> row.user().value()))
                        .toList();
        database.inTransaction(tx -> {
            keepOthersOut(tx, epochs, watchedAt);
            if (!rows.isEmpty()) write(tx, rows);
            return rows.size();
        });
    }

    private static void keepOthersOut(Tx tx, Map<Integer, Long> epochs, Instant watchedAt)
            throws Exception {
        Integer[] partitions = epochs.keySet().toArray(Integer[]::new);
        Long[] numbers = new Long[partitions.length];
        for (int i = 0; i < partitions.length; i++)
            numbers[i] = Objects.requireNonNull(epochs.get(partitions[i]));
        int mine = tx.run(STILL_MINE, partitions, numbers, Column.time(watchedAt)).rowCount();
        if (mine != partitions.length) throw new TakenOverException();
    }

    private static void write(Tx tx, List<Board.Row> rows) throws Exception {
        tx.run(
                PEOPLE,
                Column.texts(rows, row -> row.user().value()),
                Column.texts(rows, row -> row.shown().wireName()),
                Column.times(rows, Board.Row::lastSeen));
        List<Board.Row> gone = rows.stream().filter(row -> row.shown() == State.OFFLINE).toList();
        if (!gone.isEmpty())
            tx.run(
                    SIGHTINGS,
                    Column.texts(gone, row -> row.user().value()),
                    Column.times(gone, Board.Row::lastSeen));
        tx.run(NO_DEVICES, (Object) Column.texts(rows, row -> row.user().value()));
        List<Board.Kept> devices = rows.stream().flatMap(row -> row.devices().stream()).toList();
        if (devices.isEmpty()) return;
        tx.run(
                DEVICES,
                Column.texts(devices, device -> device.user().value()),
                Column.texts(devices, device -> device.device().value()),
                Column.texts(devices, device -> device.state().wireName()),
                Column.times(devices, Board.Kept::saidAt));
    }
}
