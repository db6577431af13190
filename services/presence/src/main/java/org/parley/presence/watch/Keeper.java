package org.parley.presence.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.parley.presence.board.Board;
import org.parley.presence.start.Patience;
import org.parley.presence.start.Waiting;

/**
 * Writes what changed on the boards, beside the loop that nobody may hold up, and moves the log's
 * offsets on when it is written: so a word counts as read only when it is kept. While PostgreSQL is
 * away the newest of each user waits in memory.
 */
final class Keeper {

    private static final String SUBJECT = "keep presence in PostgreSQL";
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    private final Consumer<String, byte[]> consumer;
    private final Ledger ledger;
    private final Waiting waiting;
    private final Duration every;
    private @Nullable Batch batch;
    private long begun = System.nanoTime();
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();

    /** What is being written. */
    private record Batch(
            Map<Share, List<Board.Row>> rows,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            CompletableFuture<Void> result) {}

    Keeper(Consumer<String, byte[]> consumer, Ledger ledger, Waiting waiting, Duration every) {
        this.consumer = consumer;
        this.ledger = ledger;
        this.waiting = waiting;
        this.every = every;
    }

    /** Never waits. */
    void keep(Map<Integer, Share> shares, Instant watchedAt) throws Exception {
        Batch running = batch;
        if (running != null && !running.result().isDone()) return;
        if (running != null) settle(running, shares);
        Duration rested = Duration.ofNanos(System.nanoTime() - begun);
        if (rested.compareTo(every) >= 0 && !shares.isEmpty()) begin(shares, watchedAt, rested);
    }

    private void begin(Map<Integer, Share> shares, Instant watchedAt, Duration rested) {
        Map<Share, List<Board.Row>> rows = new HashMap<>();
        Map<Integer, Long> epochs = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        shares.forEach((partition, share) -> {
            rows.put(share, share.unwritten());
            epochs.put(partition, share.epoch());
        });
        for (TopicPartition one : consumer.assignment())
            if (shares.containsKey(one.partition()))
                offsets.put(one, new OffsetAndMetadata(consumer.position(one)));
        List<Board.Row> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        boolean nothingNew = all.isEmpty() && offsets.equals(committed);
        if (nothingNew && rested.compareTo(AT_LEAST_EVERY) < 0) return;
        begun = System.nanoTime();
        CompletableFuture<Void> result = new CompletableFuture<>();
        batch = new Batch(rows, offsets, result);
        Thread.ofVirtual()
                .name("ledger")
                .start(() -> {
                    try {
                        ledger.write(epochs, all, watchedAt);
                        result.complete(null);
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                });
    }

    private void settle(Batch done, Map<Integer, Share> shares) throws Exception {
        batch = null;
        try {
            done.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Ledger.TakenOverException taken) throw taken;
            waiting.because(SUBJECT, Patience.describe(e));
            return;
        }
        waiting.over(SUBJECT);
        done.rows().forEach(Share::written);
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(done.offsets());
        offsets.keySet().removeIf(one -> !shares.containsKey(one.partition()));
        if (offsets.equals(committed)) return;
        committed = offsets;
        // Where it fails, the next one says more.
        consumer.commitAsync(offsets, null);
    }

    /** Waits a moment: what is not written by then is read again by whoever comes next. */
    void keepNow(Map<Integer, Share> shares, Instant watchedAt, Duration patience) {
        try {
            await(patience, shares);
            begin(shares, watchedAt, AT_LEAST_EVERY);
            await(patience, shares);
            consumer.commitSync(committed, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            waiting.because(SUBJECT, Patience.describe(e));
        }
    }

    private void await(Duration patience, Map<Integer, Share> shares) throws Exception {
        Batch running = batch;
        if (running == null) return;
        try {
            running.result().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Settling says so, where it failed; where it still runs, nothing is committed.
            if (!running.result().isDone()) throw new TimeoutException("PostgreSQL");
        }
        settle(running, shares);
    }
}
