package org.parley.presence.watch;

import io.quarkus.logging.Log;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;
import org.parley.presence.board.Board;
import org.parley.presence.board.Bounds;
import org.parley.presence.board.Calm;
import org.parley.presence.start.Patience;

/**
 * The partitions that this instance has. One that is assigned rests until what is known of it was
 * read from PostgreSQL, however long that takes; one that is taken away is written and committed
 * before somebody else gets it, if that works, and else read again by him.
 */
final class Shares implements ConsumerRebalanceListener {

    private final Consumer<String, byte[]> consumer;
    private final Ledger ledger;
    private final Patience patience;
    private final Bounds bounds;
    private final Calm calm;
    private final Runnable beforeLoss;
    private final Map<Integer, Share> shares = new TreeMap<>();
    private final Set<TopicPartition> loading = new HashSet<>();
    private @Nullable CompletableFuture<Map<Integer, Ledger.Known>> load;
    private Set<TopicPartition> asked = Set.of();

    Shares(
            Consumer<String, byte[]> consumer,
            Ledger ledger,
            Patience patience,
            Bounds bounds,
            Calm calm,
            Runnable beforeLoss) {
        this.consumer = consumer;
        this.ledger = ledger;
        this.patience = patience;
        this.bounds = bounds;
        this.calm = calm;
        this.beforeLoss = beforeLoss;
    }

    @Nullable Share of(int partition) {
        return shares.get(partition);
    }

    Map<Integer, Share> all() {
        return shares;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) return;
        consumer.pause(partitions);
        loading.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (partitions.stream().anyMatch(one -> shares.containsKey(one.partition())))
            beforeLoss.run();
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(one -> shares.remove(one.partition()));
        loading.removeAll(partitions);
    }

    /** Goes on with what is being read; never waits for PostgreSQL. */
    void load() {
        CompletableFuture<Map<Integer, Ledger.Known>> running = load;
        if (running == null) {
            if (!loading.isEmpty()) beginToLoad();
        } else if (running.isDone()) {
            load = null;
            // A new attempt, unless they were taken away.
            if (!running.isCompletedExceptionally()) loaded(running.join());
        }
    }

    private void beginToLoad() {
        asked = Set.copyOf(loading);
        List<Integer> partitions = asked.stream().map(TopicPartition::partition).sorted().toList();
        int count = consumer.partitionsFor(asked.iterator().next().topic()).size();
        CompletableFuture<Map<Integer, Ledger.Known>> begun = new CompletableFuture<>();
        load = begun;
        Thread.ofVirtual()
                .name("take over")
                .start(() -> {
                    try {
                        patience.untilDone(() ->
                                begun.complete(
                                        ledger.takeOver(partitions, user -> of(user, count))));
                    } catch (RuntimeException e) {
                        begun.completeExceptionally(e);
                    }
                });
    }

    /** As Kafka's producers do it. */
    static int of(UserId user, int partitions) {
        byte[] key = user.value().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private void loaded(Map<Integer, Ledger.Known> known) {
        // Those that were taken away meanwhile are somebody else's.
        Set<TopicPartition> ours = new HashSet<>(asked);
        ours.retainAll(loading);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(ours));
        for (TopicPartition one : ours) {
            Ledger.Known share = Objects.requireNonNull(known.get(one.partition()));
            Board board = new Board(bounds, calm, share.told(), share.said(), share.asOf());
            shares.put(
                    one.partition(),
                    new Share(board, share.epoch(), Objects.requireNonNull(ends.get(one))));
        }
        consumer.resume(ours);
        loading.removeAll(ours);
        Log.infof("watching partitions=%s", shares.keySet());
    }
}
