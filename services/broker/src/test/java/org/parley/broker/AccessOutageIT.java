package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.AccessWriter;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.KafkaProcess;
import org.parley.broker.fixture.TestIssuer;

/** Memberships while Kafka, or the broker itself, is away. */
class AccessOutageIT {

    private static TestIssuer issuer;
    private static KafkaProcess kafka;
    private static AccessWriter log;
    private static BrokerProcess broker;

    @BeforeAll
    static void start(@TempDir Path home) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        issuer = TestIssuer.started();
        kafka = KafkaProcess.started();
        log = new AccessWriter(kafka);
        broker =
                BrokerProcess.of(issuer, home)
                        .with("KAFKA_BOOTSTRAP_SERVERS", kafka.servers())
                        .with("PARLEY_BROKER_ACCESS_WAIT", "5s")
                        .with("PARLEY_BROKER_CONNECT_BURST", "1000")
                        .start();
    }

    @AfterAll
    static void stop() {
        broker.close();
        log.close();
        kafka.close();
        issuer.close();
    }

    private Device person(String user) {
        return Device.of(broker, user + ":phone", issuer.token(user)).persistent(3_600);
    }

    private static void awaitAllowed(Device member, String filter) {
        await().ignoreExceptions().until(() -> member.subscribed(filter) != null);
    }

    private void awaitHealth(String text) {
        await().untilAsserted(() -> assertThat(BrokerMetrics.health(broker)).contains(text));
    }

    @Test
    void aBrokerWithoutKafkaEnforcesWhatItKnewLastAndSaysSo() {
        String group = log.groupOf("anna", "bert", "carl");
        log.blocks("anna", "carl");
        Device anna = person("anna").online().subscribed("chat/anna/#");
        Device bert = person("bert").online();
        awaitAllowed(anna, "group/" + group + "/#");
        awaitAllowed(bert, "group/" + group + "/#");
        log.leaves(group, "bert");
        await().ignoreExceptions()
                .until(() -> bert.subscribeRefused("group/" + group + "/#") == 0x87);
        awaitHealth("\"state\":\"live\"");
        kafka.kill();
        try {
            awaitHealth("\"state\":\"stale\",\"since\":\"2");
            assertThat(BrokerMetrics.health(broker)).startsWith("{\"status\":\"UP\"");
            broker.kill();
            broker.start();
            assertThat(BrokerMetrics.health(broker))
                    .startsWith("{\"status\":\"UP\"")
                    .contains("\"state\":\"stale\",\"since\":\"2")
                    .contains("Kafka at " + kafka.servers());
            Device carl = person("carl").online();
            Device back = person("anna").online();
            Device gone = person("bert").online();
            assertThat(carl.wordsForPublish("chat/anna/carl")).startsWith("NOT_AUTHORIZED");
            carl.publish("group/" + group + "/carl", "still here");
            await().untilAsserted(() -> assertThat(back.texts()).contains("still here"));
            assertThat(gone.subscribeRefused("group/" + group + "/#")).isEqualTo(0x87);
            assertThat(gone.texts()).isEmpty();
        } finally {
            kafka.start();
        }
        awaitHealth("\"state\":\"live\"");
        String later = log.groupOf("anna");
        awaitAllowed(person("anna").online(), "group/" + later + "/#");
    }

    @Test
    void whoMaySeeWhomIsEnforcedWithoutKafkaAndAfterTheBrokerWasAway() {
        log.areContacts("gina", "hugo").areContacts("gina", "ida").areContacts("gina", "jan");
        log.shows("ida", "nobody");
        log.shows("kurt", "everyone");
        Device gina = person("gina").online();
        for (String owner : List.of("hugo", "jan", "kurt")) awaitAllowed(gina, "presence/" + owner);
        assertThat(gina.subscribeRefused("presence/ida")).isEqualTo(0x87);
        awaitHealth("\"state\":\"live\"");
        broker.kill();
        log.shows("hugo", "nobody");
        log.areNoContacts("gina", "jan");
        broker.start();
        assertSeesOnly("kurt");
        kafka.kill();
        try {
            broker.kill();
            broker.start();
            Device again = assertSeesOnly("kurt");
            for (String owner : List.of("hugo", "ida", "jan"))
                assertThat(again.subscribeRefused("presence/" + owner)).isEqualTo(0x87);
            assertThat(person("hugo").online().subscribed("presence/gina", "presence/kurt"))
                    .isNotNull();
        } finally {
            kafka.start();
        }
        awaitHealth("\"state\":\"live\"");
    }

    /** In the session that gina has. */
    private Device assertSeesOnly(String seen) {
        Device gina = person("gina");
        assertThat(gina.connect().isSessionPresent()).isTrue();
        Device service =
                Device.of(
                                broker,
                                "service-account-parley-bridge:out",
                                issuer.serviceToken("parley-bridge"))
                        .online();
        for (String owner : List.of("hugo", "ida", "jan", "kurt"))
            service.publish("presence/" + owner, owner);
        await().untilAsserted(() -> assertThat(gina.texts()).containsExactly(seen));
        return gina;
    }

    @Test
    void whatChangedWhileTheBrokerWasAwayHoldsBeforeAnybodyConnects() {
        String left = log.groupOf("dora", "emil");
        String joined = log.groupOf("emil");
        Device dora = person("dora").online();
        awaitAllowed(dora, "group/" + left + "/#");
        Device emil = person("emil").online();
        awaitAllowed(emil, "group/" + joined + "/#");
        awaitHealth("\"state\":\"live\"");
        broker.kill();
        log.leaves(left, "dora");
        log.joins(joined, "dora");
        broker.start();
        Device speaker = person("emil").online();
        speaker.publish("group/" + left + "/emil", "not for dora");
        speaker.publish("group/" + joined + "/emil", "welcome");
        Device back = person("dora");
        assertThat(back.connect().isSessionPresent()).isTrue();
        await().until(() -> !back.inbox().isEmpty());
        assertThat(back.texts()).containsExactly("welcome");
    }

    @Test
    void aBrokerThatNeverSawKafkaIsReadyAndHasNoGroups(@TempDir Path home) {
        try (BrokerProcess alone =
                BrokerProcess.of(issuer, home)
                        .with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + BrokerProcess.freePort())
                        .start()) {
            String group = log.groupOf("fred");
            Device fred =
                    Device.of(alone, "fred:1", issuer.token("fred"))
                            .online()
                            .subscribed("chat/fred/#");
            await().untilAsserted(() ->
                    assertThat(BrokerMetrics.health(alone))
                            .startsWith("{\"status\":\"UP\"")
                            .contains("\"state\":\"unknown\",\"waitsFor\":\"Kafka at"));
            assertThat(fred.subscribeRefused("group/" + group + "/#")).isEqualTo(0x87);
            fred.publish("chat/fred/fred", "to myself");
            await().untilAsserted(() -> assertThat(fred.texts()).containsExactly("to myself"));
        }
    }
}
