package org.parley.groups.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;
import org.parley.testkit.Stack;

/** How soon those who must know do. */
@QuarkusTest
@TestProfile(GroupsProfile.class)
class RelayIT {

    private static final int ROUNDS = 20;

    private final String topic = Told.topic();

    private record Seen(String key, long at) {}

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile boolean reading = true;

    @Test
    void aRemovalIsOnTheLogBeforeAnybodyNotices() throws Exception {
        Visitor alice = Visitor.named("alice");
        Visitor bob = Visitor.named("bob");
        String path = alice.createsWith("Chess");
        String key = "member/" + path.substring("/groups/".length()) + "/" + bob;
        Thread reader = Thread.ofPlatform().start(this::read);
        assertThat(listening.await(30, TimeUnit.SECONDS)).isTrue();
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            alice.adds(path, bob);
            awaitKey(key);
            alice.delete(path + "/members/" + bob).then().statusCode(204);
            long answered = System.nanoTime();
            delays.add(Math.max(0, Duration.ofNanos(awaitKey(key) - answered).toMillis()));
        }
        reading = false;
        reader.join();

        delays.sort(null);
        System.out.printf("removal to log, ms after the answer: %s%n", delays);
        assertThat(delays.get(ROUNDS / 2)).isLessThan(200);
    }

    private long awaitKey(String key) throws InterruptedException {
        while (true) {
            Seen next = seen.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("a record for " + key).isNotNull();
            if (next.key().equals(key)) return next.at();
        }
    }

    private void read() {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                Stack.shared().kafka(),
                                "group.id",
                                "relay-" + UUID.randomUUID(),
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<TopicPartition> all =
                    consumer.partitionsFor(topic).stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            consumer.assign(all);
            consumer.seekToEnd(all);
            all.forEach(consumer::position);
            listening.countDown();
            while (reading)
                consumer.poll(Duration.ofMillis(100))
                        .forEach(r -> seen.add(new Seen(r.key(), System.nanoTime())));
        }
    }
}
