package org.parley.presence.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.PresenceSent;
import org.parley.presence.PresenceConfig;
import org.parley.presence.board.Board;
import org.parley.presence.board.Bounds;
import org.parley.presence.board.Calm;
import org.parley.presence.board.Publication;
import org.parley.presence.broker.BrokerWatch;
import org.parley.presence.broker.Look;
import org.parley.presence.start.Migration;
import org.parley.presence.start.Patience;
import org.parley.presence.start.StoppingException;
import org.parley.presence.start.Topics;
import org.parley.presence.start.Waiting;

/**
 * Reads what devices say, holds it against who is connected, and tells the others: one loop, so
 * that the rules need no locks. Several instances share the users by Kafka's partitions; of one
 * user there is never more than one publisher. Nothing that it says comes from what was said
 * before: after whatever restart it compares what devices said last with the broker's connections.
 */
@ApplicationScoped
@RegisterForReflection(targets = {PresenceSent.class, OutboundPublish.class})
class Watch {

    private static final String WATCH = "watch presence";
    private static final String PUBLISH = "publish presence";
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final WordLog log;
    private final Ledger ledger;
    private final Announcer announcer;
    private final BrokerWatch broker;
    private final ObjectMapper mapper;
    private final PresenceConfig config;
    private final Clock clock;
    private final Migration migration;
    private final Topics topics;
    private final Waiting waiting;
    private final Counts counts;
    private final Bounds bounds;
    private Calm calm;
    private Instant watchedAt;
    private long polledAt;
    private long announceAgain = System.nanoTime();
    private @Nullable Thread thread;

    Watch(
            WordLog log,
            Ledger ledger,
            Announcer announcer,
            BrokerWatch broker,
            ObjectMapper mapper,
            PresenceConfig config,
            Clock clock,
            Migration migration,
            Topics topics,
            Waiting waiting,
            Counts counts) {
        this.ledger = ledger;
        this.announcer = announcer;
        this.broker = broker;
        this.mapper = mapper;
        this.config = config;
        this.clock = clock;
        this.migration = migration;
        this.topics = topics;
        this.waiting = waiting;
        this.counts = counts;
        this.log = log;
        this.bounds =
                new Bounds(
                        config.grace(),
                        config.upheaval(),
                        config.silence(),
                        config.skew(),
                        config.pause());
        this.calm = new Calm(bounds, config.upheavalUsers());
        this.watchedAt = clock.instant();
    }

    void onStart(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("watch").daemon().start(this::run);
    }

    // While PostgreSQL and Kafka can still be reached: what it has goes to the next one whole.
    void onStop(@Observes @Priority(2) ShutdownEvent event) throws InterruptedException {
        Thread running = thread;
        if (running != null) running.join(WordLog.SESSION);
    }

    private void run() {
        Patience patience =
                new Patience(waiting, WATCH, config.firstPause(), config.longestPause());
        try {
            patience.untilDone(this::watch);
        } catch (StoppingException _) {
            Log.debug("no longer watching");
        }
    }

    /** Until the process ends; throws where it must begin anew. */
    private void watch() throws Exception {
        migration.await();
        if (!topics.areThere()) throw new IllegalStateException("Kafka's topics are not there yet");
        calm = new Calm(bounds, config.upheavalUsers());
        Consumer<String, byte[]> consumer = log.open();
        try {
            watch(consumer);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
        }
    }

    private void watch(Consumer<String, byte[]> consumer) throws Exception {
        Keeper keeper = new Keeper(consumer, ledger, waiting, config.writeEvery());
        Shares[] holder = new Shares[1];
        Shares shares =
                new Shares(
                        consumer,
                        ledger,
                        new Patience(
                                waiting,
                                "read presence from PostgreSQL",
                                config.firstPause(),
                                config.longestPause()),
                        bounds,
                        calm,
                        () -> keeper.keepNow(holder[0].all(), watchedAt, Duration.ofSeconds(3)));
        holder[0] = shares;
        consumer.subscribe(List.of(config.presenceTopic()), shares);
        waiting.over(WATCH);
        polledAt = System.nanoTime();
        while (!waiting.isStopping()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(TICK);
            if (isLongAgo(polledAt)) proveThatTheyAreOurs(consumer);
            polledAt = System.nanoTime();
            for (ConsumerRecord<String, byte[]> record : records) read(record, shares);
            step(consumer, shares);
            shares.load();
            keeper.keep(shares.all(), watchedAt);
        }
        // Closing gives the partitions back, which writes them.
    }

    private static boolean isLongAgo(long moment) {
        return System.nanoTime() - moment > WordLog.SESSION.toNanos() / 2;
    }

    /**
     * It was frozen: somebody else may have the partitions, and what was fetched before may be old.
     * Kafka takes no offsets of one who is no longer a member.
     */
    private static void proveThatTheyAreOurs(Consumer<String, byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                new HashMap<>(consumer.committed(consumer.assignment()));
        committed.values().removeIf(Objects::isNull);
        if (committed.isEmpty() && !consumer.assignment().isEmpty())
            throw new IllegalStateException("this process stood still for too long");
        consumer.commitSync(committed);
    }

    private void read(ConsumerRecord<String, byte[]> record, Shares shares) {
        Share share = shares.of(record.partition());
        if (share == null) return;
        Word word = Word.read(record, mapper).orElse(null);
        if (word == null) {
            counts.unreadable();
            Log.warnf(
                    "record skipped topic=%s partition=%d offset=%d",
                    record.topic(), record.partition(), record.offset());
            return;
        }
        boolean change =
                share.board()
                        .says(word.user(), word.device(), word.state(), word.at(), clock.instant());
        counts.word(change);
    }

    private void step(Consumer<String, byte[]> consumer, Shares shares) {
        Instant now = clock.instant();
        Look look = broker.take();
        if (look != null) take(look, shares, now);
        List<Share> speaking = new ArrayList<>();
        for (TopicPartition one : consumer.assignment()) {
            Share share = shares.of(one.partition());
            if (share != null && share.hasCaughtUp(consumer.position(one))) speaking.add(share);
        }
        announce(speaking, now);
    }

    private void take(Look look, Shares shares, Instant now) {
        switch (look) {
            case Look.Answered(var connections) -> {
                calm.answered(now, connections.brokersAge());
                watchedAt = now;
                for (Share share : shares.all().values())
                    counts.absent(share.board().compare(connections, now));
            }
            case Look.NotAnswered _ -> {
                calm.didNotAnswer(now);
                for (Share share : shares.all().values()) share.board().noAnswer(now);
            }
            // Our login is missing, not the people: what devices say still counts.
            case Look.NotAsked _ -> calm.didNotAnswer(now);
        }
        calm.people(counts.people(shares.all().values().stream().map(Share::board).toList()));
        counts.holds(calm.holds(now));
    }

    private record Due(Board board, Publication publication) {}

    private void announce(List<Share> speaking, Instant now) {
        if (System.nanoTime() - announceAgain < 0) return;
        if (isLongAgo(polledAt)) return;
        List<Due> due = new ArrayList<>();
        for (Share share : speaking)
            for (Publication one : share.board().due(now)) due.add(new Due(share.board(), one));
        if (!due.isEmpty() && !published(due.stream().map(Due::publication).toList())) return;
        Instant then = clock.instant();
        for (Due one : due) one.board().published(one.publication(), then);
        for (Share share : speaking) share.board().settle(then);
    }

    private boolean published(List<Publication> due) {
        try {
            announcer.publish(due);
            counts.published(due);
            waiting.over(PUBLISH);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        } catch (Exception e) {
            waiting.because(PUBLISH, Patience.describe(e));
            announceAgain = System.nanoTime() + AFTER_A_FAILURE.toNanos();
            return false;
        }
    }
}
