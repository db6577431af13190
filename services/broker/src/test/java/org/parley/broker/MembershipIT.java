package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
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

/** Groups and blocks as the log has them, and what the broker lets through. */
class MembershipIT {

    private static TestIssuer issuer;
    private static KafkaProcess kafka;
    private static AccessWriter log;
    private static BrokerProcess broker;

    @BeforeAll
    static void start(@TempDir Path home) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        issuer = TestIssuer.started();
        kafka = KafkaProcess.started();
        log = new AccessWriter(kafka);
        broker =
                BrokerProcess.of(issuer, home)
                        .with("KAFKA_BOOTSTRAP_SERVERS", kafka.servers())
                        .with("PARLEY_BROKER_PUBLISH_RATE", "1000")
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

    private static Device person(String user) {
        return Device.of(broker, user + ":phone", issuer.token(user)).persistent(3_600);
    }

    /** The broker has read that he is a member. */
    private static void awaitAllowed(Device member, String filter) {
        await().ignoreExceptions().until(() -> member.subscribed(filter) != null);
    }

    @Test
    void aRemovedMemberHearsNothingThatIsSaidLater() throws Exception {
        String group = log.groupOf("anna", "bert");
        Device anna = person("anna").online();
        Device bert = person("bert").online();
        awaitAllowed(bert, "group/" + group + "/#");
        bert.subscribed("group/" + group + "/anna", "chat/bert/#");
        awaitAllowed(anna, "group/" + group + "/#");
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            var talking =
                    clock.scheduleAtFixedRate(
                            () -> say(anna, group, Instant.now().toString()),
                            0,
                            10,
                            TimeUnit.MILLISECONDS);
            await().until(() -> bert.inbox().size() > 50);
            Instant removed = log.leaves(group, "bert");
            await().until(() -> Instant.now().isAfter(removed.plusSeconds(2)));
            List<Instant> heard = times(bert);
            assertThat(heard).allMatch(said -> said.isBefore(removed.plusMillis(500)));
            assertThat(heard.getLast()).isAfter(removed.minusSeconds(1));
            System.out.println(
                    "last heard "
                            + Duration.between(removed, heard.getLast()).toMillis()
                            + " ms after the record was on Kafka");
            bert.disconnect();
            say(anna, group, Instant.now().toString());
            Device back = person("bert");
            assertThat(back.connect().isSessionPresent()).isTrue();
            anna.publish("chat/bert/anna", Instant.now().toString());
            await().until(() -> !back.inbox().isEmpty());
            assertThat(back.inbox()).noneMatch(p -> p.getTopic().toString().startsWith("group/"));
            talking.cancel(false);
            back.close();
        }
        anna.close();
    }

    private static CompletableFuture<?> say(Device device, String group, String text) {
        return device.send(
                "group/" + group + "/" + device.user(),
                text.getBytes(StandardCharsets.UTF_8),
                MqttQos.AT_LEAST_ONCE,
                false);
    }

    private static List<Instant> times(Device device) {
        return device.texts().stream().map(Instant::parse).toList();
    }

    @Test
    void whoIsAddedWhileAwayHearsWhatIsSaidAfterwards() {
        String group = log.groupOf("carl");
        Device carl = person("carl").online();
        Device dora = person("dora").online().subscribed("chat/dora/#");
        dora.disconnect();
        awaitAllowed(carl, "group/" + group + "/#");
        carl.publish("group/" + group + "/carl", "before");
        log.joins(group, "dora");
        Device witness = Device.of(broker, "dora:tablet", issuer.token("dora")).online();
        awaitAllowed(witness, "group/" + group + "/#");
        carl.publish("group/" + group + "/carl", "after");
        Device back = person("dora").online();
        await().until(() -> !back.inbox().isEmpty());
        assertThat(back.texts()).containsExactly("after");
        List.of(carl, witness, back).forEach(Device::close);
    }

    @Test
    void whoIsAddedWhileConnectedHearsWithoutSubscribing() {
        Device emil = person("emil").online();
        Device fred = person("fred").online();
        String group = log.groupOf("emil", "fred");
        awaitAllowed(emil, "group/" + group + "/#");
        await().untilAsserted(() -> {
            emil.publish("group/" + group + "/emil", "hi");
            assertThat(fred.texts()).contains("hi");
        });
        List.of(emil, fred).forEach(Device::close);
    }

    @Test
    void aGroupThatOneIsNotInLooksLikeNone() {
        String group = log.groupOf("gina");
        Device gina = person("gina").online();
        awaitAllowed(gina, "group/" + group + "/#");
        String none = AccessWriter.unknownGroup();
        Device hugo = person("hugo").online();
        assertThat(hugo.wordsForPublish("group/" + group + "/hugo"))
                .isEqualTo(hugo.wordsForPublish("group/" + none + "/hugo"))
                .startsWith("NOT_AUTHORIZED");
        assertThat(hugo.wordsForSubscribe("group/" + group + "/#"))
                .isEqualTo(hugo.wordsForSubscribe("group/" + none + "/#"))
                .startsWith("[NOT_AUTHORIZED]");
        assertThat(hugo.wordsForSubscribe("group/" + group + "/gina"))
                .isEqualTo(hugo.wordsForSubscribe("group/" + none + "/gina"));
        List.of(gina, hugo).forEach(Device::close);
    }

    @Test
    void aBlockedSenderIsRefusedAndNotToldWhy() {
        Device ida = person("ida").online().subscribed("chat/ida/#");
        Device jan = person("jan").online();
        jan.publish("chat/ida/jan", "hello");
        log.blocks("ida", "jan");
        await().ignoreExceptions()
                .until(() -> jan.wordsForPublish("chat/ida/jan").startsWith("NOT_AUTHORIZED"));
        String words = jan.wordsForPublish("chat/ida/jan");
        assertThat(words).doesNotContainIgnoringCase("block");
        assertThat(words)
                .isEqualTo(jan.wordsForPublish("group/" + AccessWriter.unknownGroup() + "/jan"));
        assertThat(jan.wordsForPublish("chat/ida/jan/typing")).isEqualTo(words);
        ida.publish("chat/jan/ida", "I may still");
        log.unblocks("ida", "jan");
        await().ignoreExceptions().until(() -> jan.publish("chat/ida/jan", "again") != null);
        await().untilAsserted(() -> assertThat(ida.texts()).contains("again"));
        List.of(ida, jan).forEach(Device::close);
    }

    @Test
    void onlyAdminsWriteWhereOnlyAnnouncementsAreAllowed() {
        String group = log.groupOf("lena");
        log.has(group, "kurt", "admin").settings(group, true, false);
        Device kurt = person("kurt").online();
        Device lena = person("lena").online();
        awaitAllowed(kurt, "group/" + group + "/#");
        awaitAllowed(lena, "group/" + group + "/#");
        String topic = "group/" + group + "/lena";
        await().ignoreExceptions()
                .until(() -> lena.wordsForPublish(topic).contains("only its admins"));
        kurt.publish("group/" + group + "/kurt", "news");
        await().untilAsserted(() -> assertThat(lena.texts()).contains("news"));
        log.settings(group, false, false);
        await().ignoreExceptions().until(() -> lena.publish(topic, "thanks") != null);
        List.of(kurt, lena).forEach(Device::close);
    }

    @Test
    void aSubscriptionThatWasAllowedJustBeforeTheRemovalDoesNotStay() throws Exception {
        String group = log.groupOf("mona");
        Device mona = person("mona").online();
        awaitAllowed(mona, "group/" + group + "/#");
        for (int i = 0; i < 30; i++) {
            String user = "racer" + i;
            Device racer = person(user).online();
            log.joins(group, user);
            awaitAllowed(racer, "group/" + group + "/" + user);
            CompletableFuture<Void> removal =
                    CompletableFuture.runAsync(() -> log.leaves(group, user));
            while (!removal.isDone() || isStillLetIn(racer, group)) isStillLetIn(racer, group);
            mona.publish("group/" + group + "/mona", "secret " + i);
            racer.subscribed("chat/" + user + "/#");
            mona.publish("chat/" + user + "/mona", "end");
            await().until(() -> racer.texts().contains("end"));
            assertThat(racer.texts()).doesNotContain("secret " + i);
            racer.close();
        }
        mona.close();
    }

    private static boolean isStillLetIn(Device device, String group) {
        try {
            device.subscribed("group/" + group + "/#", "group/" + group + "/mona");
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Test
    void aRepeatedOlderRecordLetsNobodyInAgain() {
        String group = log.groupOf("nina", "otto");
        long then = log.version();
        log.leaves(group, "otto");
        log.repeatsThatJoined(group, "otto", then);
        log.has(group, "nina", "admin").settings(group, true, false);
        Device nina = person("nina").online();
        Device otto = person("otto").online();
        awaitAllowed(nina, "group/" + group + "/#");
        // A later one of the same key has arrived when the counter says so.
        double before = BrokerMetrics.of(broker).get("parley_access_changes_total");
        log.repeatsThatJoined(group, "otto", then);
        await().until(() -> BrokerMetrics.of(broker).get("parley_access_changes_total") > before);
        assertThat(otto.subscribeRefused("group/" + group + "/#")).isEqualTo(0x87);
        List.of(nina, otto).forEach(Device::close);
    }

    @Test
    void aRecordThatCannotBeReadIsSkippedAndNamedOnce() {
        RecordMetadata broken = log.write("member/g-broken/alice", "not even JSON");
        RecordMetadata torn = log.write("group/" + AccessWriter.unknownGroup(), "{\"group\":1");
        String group = log.groupOf("paul");
        Device paul = person("paul").online();
        awaitAllowed(paul, "group/" + group + "/#");
        await().untilAsserted(() -> {
            assertThat(linesAbout(broken)).isEqualTo(1);
            assertThat(linesAbout(torn)).isEqualTo(1);
        });
        paul.close();
    }

    private static long linesAbout(RecordMetadata record) {
        String place = "partition=" + record.partition() + " offset=" + record.offset() + " ";
        return broker.log().stream()
                .filter(line -> line.contains("access record skipped") && line.contains(place))
                .count();
    }

    @Test
    void aDeletedGroupIsNoMoreThanAnUnknownOne() {
        String group = log.groupOf("quin");
        Device quin = person("quin").online();
        awaitAllowed(quin, "group/" + group + "/#");
        log.settings(group, false, true);
        log.leaves(group, "quin");
        await().ignoreExceptions()
                .until(() -> quin.subscribeRefused("group/" + group + "/#") == 0x87);
        assertThat(quin.wordsForPublish("group/" + group + "/quin"))
                .isEqualTo(quin.wordsForPublish("group/" + AccessWriter.unknownGroup() + "/quin"));
        quin.close();
    }
}
