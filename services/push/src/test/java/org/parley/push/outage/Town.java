package org.parley.push.outage;

import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.parley.contracts.KafkaTopic;
import org.parley.push.Said;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.Databases.Database;
import org.parley.testkit.PushVendors.Subscription;
import org.parley.testkit.Stack;

/** Many people who are not connected, each with a device, and what is written to them. */
final class Town {

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final Vendors vendors;
    private final List<String> people = new ArrayList<>();
    private final Map<String, String> targets = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final AtomicInteger published = new AtomicInteger();

    Town(Vendors vendors) {
        this.vendors = vendors;
    }

    /** Registers them where the service keeps them: over HTTP it would take a login each. */
    void settle(Database database, int count, String kind) throws SQLException {
        try (Connection connection = database.connect();
                var statement =
                        connection.prepareStatement(
                                """
                                INSERT INTO device (user_id, device, kind, lane, address, receiver_key, receiver_secret,
                                  previews, clears, registered_at)
                                VALUES (?, 'phone', ?, ?, ?, ?, ?, true, true, now())
                                """)) {
            for (int i = 0; i < count; i++) {
                String user = kind.charAt(0) + "-" + i + "-" + unique;
                String address = UUID.randomUUID().toString();
                String lane = kind;
                byte[] key = null;
                byte[] secret = null;
                String target = address;
                if (kind.equals("web-push")) {
                    Subscription place = vendors.subscribe();
                    address = place.endpoint();
                    target = place.id();
                    lane = "web:127.0.0.1:" + java.net.URI.create(address).getPort();
                    key = Base64.getUrlDecoder().decode(place.p256dh());
                    secret = Base64.getUrlDecoder().decode(place.auth());
                }
                statement.setString(1, user);
                statement.setString(2, kind);
                statement.setString(3, lane);
                statement.setString(4, address);
                statement.setBytes(5, key);
                statement.setBytes(6, secret);
                statement.addBatch();
                people.add(user);
                targets.put(user, target);
            }
            statement.executeBatch();
        }
    }

    List<String> people() {
        return people;
    }

    /** What is secret of each: at which place of its vendor it is told. */
    Collection<String> places() {
        return targets.values();
    }

    /** So many, at such a rate, from a few senders to everybody in turn. */
    CompletableFuture<Void> write(int messages, int perSecond) {
        Runnable publish =
                () -> {
                    try (KafkaProducer<String, String> producer = producer()) {
                        for (int i = 0; i < messages; i++) {
                            String to = people.get(i % people.size());
                            Said one =
                                    Said.by(
                                            "s" + (i / people.size()) % 5 + "-" + unique,
                                            to,
                                            "secretword number " + i);
                            synchronized (said) {
                                said.add(one);
                            }
                            producer.send(
                                    new ProducerRecord<>(
                                            KafkaTopic.MESSAGES, one.conversation(), one.json()));
                            published.incrementAndGet();
                            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / perSecond);
                        }
                    }
                };
        // A thread of ours: the pool's may belong to a Quarkus application that has ended.
        return CompletableFuture.runAsync(publish, task -> Thread.ofPlatform().start(task));
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        Stack.shared().kafka(),
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "delivery.timeout.ms",
                        "300000",
                        "request.timeout.ms",
                        "5000"),
                new StringSerializer(),
                new StringSerializer());
    }

    int published() {
        return published.get();
    }

    /** Of each message whether it was told itself, or one after it in the same conversation. */
    Outcome outcome() {
        Map<String, List<String>> told = new HashMap<>();
        int repeats = 0;
        int notifications = 0;
        for (String target : targets.values()) {
            List<String> ids = new ArrayList<>();
            for (JsonPath one : vendors.received(target)) {
                String id = one.getString("payload.id");
                if (id == null) id = one.getString("payload.parley.id");
                ids.add(id);
            }
            told.put(target, ids);
            notifications += ids.size();
            repeats += ids.size() - new HashSet<>(ids).size();
        }
        Map<String, Boolean> laterTold = new HashMap<>();
        List<Said> missing = new ArrayList<>();
        Map<String, Set<String>> sets = new HashMap<>();
        told.forEach((target, ids) -> sets.put(target, new HashSet<>(ids)));
        synchronized (said) {
            for (Said one : said.reversed()) {
                boolean itself = sets.get(targets.get(one.to())).contains(one.id().toString());
                boolean covered = itself || laterTold.getOrDefault(one.conversation(), false);
                laterTold.put(one.conversation(), covered);
                if (!covered) missing.add(one);
            }
        }
        return new Outcome(missing.size(), repeats, notifications);
    }

    /**
     * @param missing messages of which nobody was told
     * @param repeats notifications that came once too often
     */
    record Outcome(int missing, int repeats, int notifications) {}
}
