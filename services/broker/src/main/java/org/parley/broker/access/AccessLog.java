package org.parley.broker.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.parley.broker.Tally;
import org.parley.broker.access.AccessRecord.UnreadableRecordException;
import org.parley.contracts.KafkaTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code parley.access} whole into a new directory, puts that in force, and goes on with what
 * is written from then on. Kafka may be away at any time and for long; what was known last is in
 * force meanwhile.
 */
public final class AccessLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Kafka forgets that a block ended after a day; whoever was away for so long starts over. */
    private static final Duration START_OVER = Duration.ofHours(12);

    private final Map<String, Object> settings;
    private final String servers;
    private final KnownAccess known;
    private final AccessListener listener;
    private final CountDownLatch nothingToWaitFor = new CountDownLatch(1);
    private final LongAdder unreadable = new LongAdder();
    private final Thread thread =
            Thread.ofPlatform().name("parley-access").daemon().unstarted(this::run);
    private volatile @Nullable Consumer<String, byte[]> open;
    private volatile boolean closed;
    private volatile Duration readIn = Duration.ZERO;

    /**
     * Reads there.
     *
     * @param kafka settings of a consumer, at least where Kafka is
     */
    public AccessLog(Map<String, String> kafka, KnownAccess known, AccessListener listener) {
        this.settings = new HashMap<>(kafka);
        this.servers = String.valueOf(kafka.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        this.known = known;
        this.listener = listener;
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "parley-broker");
        settings.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
    }

    public void start() {
        // Kafka looks for its classes there, and HiveMQ's own loader does not know them.
        thread.setContextClassLoader(AccessLog.class.getClassLoader());
        thread.start();
    }

    /** Until the log has been read once, or turns out not to be there; at most so long. */
    public void awaitFirstRead(Duration most) {
        try {
            if (!nothingToWaitFor.await(most.toMillis(), TimeUnit.MILLISECONDS))
                LOG.warn("access log not read yet, starts with what was known last");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(
                            settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                open = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("woken up");
            } catch (RuntimeException e) {
                // Once for each kind: it may stay so for long.
                if (isNews("the log at " + servers + ": " + e.getClass().getSimpleName()))
                    LOG.error("access log not read, starts over", e);
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> end = end(consumer, partitions).orElse(Map.of());
        if (end.isEmpty()) return;
        catchUp(consumer, end);
        goOn(consumer, partitions);
    }

    /** Waits for Kafka and for the topic, which the services create. */
    private List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        while (true) {
            try {
                var found = consumer.partitionsFor(KafkaTopic.ACCESS, PATIENCE);
                if (found != null && !found.isEmpty())
                    return found.stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
                waitFor("the topic " + KafkaTopic.ACCESS + " at " + servers);
                nothingToWaitFor.countDown();
                pause();
            } catch (TimeoutException e) {
                waitFor("Kafka at " + servers);
            }
            if (closed) throw new WakeupException();
        }
    }

    private Optional<Map<TopicPartition, Long>> end(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        try {
            return Optional.of(consumer.endOffsets(partitions, PATIENCE));
        } catch (TimeoutException e) {
            waitFor("Kafka at " + servers);
            return Optional.empty();
        }
    }

    private void catchUp(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> end) {
        long began = System.nanoTime();
        waitFor("the end of the log at " + servers);
        MemoryDirectory fresh = new MemoryDirectory();
        while (!closed && !isAt(end, consumer)) facts(consumer).forEach(fresh::learn);
        if (closed) return;
        known.replaceBy(fresh);
        readIn = Duration.ofNanos(System.nanoTime() - began);
        LOG.info(
                "access log read groups={} members={} blocks={} contacts={} ms={}",
                fresh.groups(),
                fresh.members(),
                fresh.blocks(),
                fresh.contacts(),
                readIn.toMillis());
        live();
        listener.replaced();
        nothingToWaitFor.countDown();
    }

    private static boolean isAt(Map<TopicPartition, Long> end, Consumer<String, byte[]> consumer) {
        return end.entrySet().stream()
                .allMatch(e -> consumer.position(e.getKey(), PATIENCE) >= e.getValue());
    }

    private void goOn(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        long lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
        while (!closed) {
            known.learn(facts(consumer), listener);
            if (System.nanoTime() < lookAt) continue;
            if (mustStartOver(consumer, partitions)) return;
            lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
        }
    }

    /** Polling alone would not tell an idle log from one that is away. */
    private boolean mustStartOver(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Optional<Map<TopicPartition, Long>> end = end(consumer, partitions);
        if (end.isEmpty()) return false;
        boolean tooOld =
                known.freshness().age().filter(age -> age.compareTo(START_OVER) > 0).isPresent();
        if (tooOld || partitions(consumer).size() != partitions.size()) return true;
        if (isAt(end.get(), consumer)) live();
        return false;
    }

    private List<AccessFact> facts(Consumer<String, byte[]> consumer) {
        List<AccessFact> facts = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            try {
                facts.add(new AccessRecord(record.key(), record.value()).fact());
            } catch (UnreadableRecordException e) {
                unreadable.increment();
                LOG.warn(
                        "access record skipped key={} partition={} offset={} reason=\"{}\"",
                        Tally.printable(String.valueOf(record.key())),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
        return facts;
    }

    private void live() {
        if (known.live()) LOG.info("access is live");
    }

    private void waitFor(String what) {
        if (isNews(what)) LOG.warn("access waits for {}", what);
    }

    private boolean isNews(String waitsFor) {
        return known.freshness().waitsFor(waitsFor);
    }

    private void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Records that were skipped. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** How long the last reading of the whole log took. */
    public Duration readIn() {
        return readIn;
    }

    @Override
    public void close() {
        closed = true;
        Consumer<String, byte[]> consumer = open;
        if (consumer != null) consumer.wakeup();
    }
}
