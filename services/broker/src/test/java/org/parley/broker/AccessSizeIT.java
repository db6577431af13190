package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.AccessWriter;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.KafkaProcess;
import org.parley.broker.fixture.TestIssuer;

/**
 * Many memberships and contacts in a broker: what they take and how long they are read. For real
 * sizes {@code -Dparley.broker.groups=10000 -Dparley.broker.contacts=2000000}.
 */
class AccessSizeIT {

    private static final int GROUPS = Integer.getInteger("parley.broker.groups", 200);
    private static final int MEMBERS = 100;
    private static final int USERS = Math.max(1_000, GROUPS * MEMBERS / 10);

    private static final int CONTACTS = Integer.getInteger("parley.broker.contacts", 100_000);
    private static final int EACH = 50;

    /**
     * What a broker made of the log.
     *
     * @param bytes of live heap, for each
     */
    private record Measured(long count, long bytes) {}

    @Test
    void manyMembershipsAreReadInSecondsAndTakeFewBytes(@TempDir Path home) {
        Measured members =
                measure(
                        home,
                        "members",
                        log -> {
                            for (int group = 0; group < GROUPS; group++) writeGroup(group, log);
                        });
        assertThat(members.count()).isEqualTo((long) GROUPS * MEMBERS);
        assertThat(members.bytes()).isLessThan(300);
    }

    @Test
    void manyContactsAreReadInSecondsAndTakeFewBytes(@TempDir Path home) {
        Measured contacts =
                measure(
                        home,
                        "contacts",
                        log -> {
                            for (int user = 0; user < CONTACTS / EACH; user++)
                                writeContacts(user, log);
                        });
        assertThat(contacts.count()).isEqualTo(CONTACTS);
        assertThat(contacts.bytes()).isLessThan(100);
    }

    private static Measured measure(Path home, String what, Consumer<AccessWriter> writer) {
        try (TestIssuer issuer = TestIssuer.started();
                KafkaProcess kafka = KafkaProcess.started();
                AccessWriter log = new AccessWriter(kafka);
                BrokerProcess broker =
                        BrokerProcess.of(issuer, home)
                                .with("KAFKA_BOOTSTRAP_SERVERS", kafka.servers())
                                .with("PARLEY_BROKER_ACCESS_WAIT", "120s")) {
            broker.start();
            long empty = broker.liveHeap();
            broker.stop();
            writer.accept(log);
            log.flush();
            double started = secondsToStart(broker);
            long count = BrokerMetrics.of(broker).get("parley_access_" + what).longValue();
            double read = BrokerMetrics.of(broker).get("parley_access_read_seconds");
            Measured measured = new Measured(count, (broker.liveHeap() - empty) / count);
            broker.stop();
            System.out.printf(
                    "%,d %s: %d bytes of live heap each, users and groups included, read in %.1f s,"
                            + " broker started in %.1f s, with its file in %.1f s%n",
                    count, what, measured.bytes(), read, started, secondsToStart(broker));
            return measured;
        }
    }

    private static double secondsToStart(BrokerProcess broker) {
        long began = System.nanoTime();
        broker.start();
        return (System.nanoTime() - began) / 1e9;
    }

    /** As a group of people who are in ten groups each. */
    private static void writeGroup(int group, AccessWriter log) {
        String id = AccessWriter.unknownGroup();
        log.settingsLater(id);
        for (int i = 0; i < MEMBERS; i++)
            log.joinsLater(id, "user-" + (group * 31L + i * (USERS / MEMBERS)) % USERS);
    }

    /** Somebody who knows those who came after him. */
    private static void writeContacts(int user, AccessWriter log) {
        for (int i = 1; i <= EACH; i++)
            log.areContactsLater("user-%08d".formatted(user), "user-%08d".formatted(user + i));
    }
}
