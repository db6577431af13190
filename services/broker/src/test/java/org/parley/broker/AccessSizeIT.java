package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.AccessWriter;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.KafkaProcess;
import org.parley.broker.fixture.TestIssuer;

/**
 * Many memberships in a broker: what they take and how long they are read. For real sizes {@code
 * -Dparley.broker.groups=10000}.
 */
class AccessSizeIT {

    private static final int GROUPS = Integer.getInteger("parley.broker.groups", 200);
    private static final int MEMBERS = 100;
    private static final int USERS = Math.max(1_000, GROUPS * MEMBERS / 10);

    @Test
    void manyMembershipsAreReadInSecondsAndTakeFewBytes(@TempDir Path home) {
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
            for (int group = 0; group < GROUPS; group++) write(group, log);
            log.flush();
            long began = System.nanoTime();
            broker.start();
            Duration started = Duration.ofNanos(System.nanoTime() - began);
            long members = BrokerMetrics.of(broker).get("parley_access_members").longValue();
            double read = BrokerMetrics.of(broker).get("parley_access_read_seconds");
            long each = (broker.liveHeap() - empty) / members;
            broker.stop();
            began = System.nanoTime();
            broker.start();
            Duration again = Duration.ofNanos(System.nanoTime() - began);
            System.out.printf(
                    "%,d memberships of %,d users: %d bytes of live heap each, read in %.1f s,"
                            + " broker started in %.1f s, with its file in %.1f s%n",
                    members,
                    USERS,
                    each,
                    read,
                    started.toMillis() / 1_000.0,
                    again.toMillis() / 1_000.0);
            assertThat(members).isEqualTo((long) GROUPS * MEMBERS);
            assertThat(each).isLessThan(300);
        }
    }

    /** As a group of people who are in ten groups each. */
    private static void write(int group, AccessWriter log) {
        String id = AccessWriter.unknownGroup();
        log.settingsLater(id);
        for (int i = 0; i < MEMBERS; i++)
            log.joinsLater(id, "user-" + (group * 31L + i * (USERS / MEMBERS)) % USERS);
    }
}
