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
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.broker.fixture.AccessWriter;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.KafkaProcess;
import org.parley.broker.fixture.TestIssuer;

/** Who sees whose presence, as the log has it, and what snoopers get. */
class PresenceIT {

    private static final int QUEUE = 20;

    private static TestIssuer issuer;
    private static KafkaProcess kafka;
    private static AccessWriter log;
    private static BrokerProcess broker;

    /** Says what the presence service says. */
    private static Device service;

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
                        .with("PARLEY_BROKER_QUEUE_SIZE", Integer.toString(QUEUE))
                        .with("PARLEY_BROKER_PUBLISH_RATE", "1000")
                        .with("PARLEY_BROKER_CONNECT_BURST", "1000")
                        .start();
        service =
                Device.of(
                                broker,
                                "service-account-parley-bridge:out",
                                issuer.serviceToken("parley-bridge"))
                        .online();
    }

    @AfterAll
    static void stop() {
        service.close();
        broker.close();
        log.close();
        kafka.close();
        issuer.close();
    }

    private static Device person(String user) {
        return Device.of(broker, user + ":phone", issuer.token(user)).persistent(3_600);
    }

    private static void says(String user, String state) {
        service.publish("presence/" + user, state, MqttQos.AT_LEAST_ONCE, true);
    }

    private static void awaitAllowed(Device viewer, String owner) {
        await().ignoreExceptions().until(() -> viewer.subscribed("presence/" + owner) != null);
    }

    private static void awaitRefused(Device viewer, String owner) {
        await().ignoreExceptions()
                .until(() -> viewer.subscribeRefused("presence/" + owner) == 0x87);
    }

    /** Whatever was to come has come. */
    private static void awaitSilence(Device viewer) {
        String end = "end " + Instant.now();
        viewer.subscribed("chat/" + viewer.user() + "/#");
        service.publish("chat/" + viewer.user() + "/server", end);
        await().until(() -> viewer.texts().contains(end));
    }

    private static List<String> presence(Device viewer) {
        return viewer.inbox().stream()
                .filter(p -> p.getTopic().toString().startsWith("presence/"))
                .map(p -> new String(p.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aContactGetsWhatIsRetainedAndWhatComes() {
        log.areContacts("anna", "bert");
        says("bert", "bert is offline");
        Device anna = person("anna").online();
        awaitAllowed(anna, "bert");
        await().until(() -> presence(anna).contains("bert is offline"));
        says("bert", "bert is online");
        await().until(() -> presence(anna).contains("bert is online"));
        says("anna", "anna is online");
        anna.subscribed("presence/anna");
        await().until(() -> presence(anna).contains("anna is online"));
        anna.close();
    }

    @Test
    void aRepeatedStateIsDeliveredAgainAndChangesNothing() {
        log.areContacts("cora", "carl");
        log.areContacts("carl", "cora1");
        Device viewer = person("cora1").online();
        awaitAllowed(viewer, "carl");
        for (int i = 0; i < 3; i++) says("carl", "same");
        await().until(() -> presence(viewer).equals(List.of("same", "same", "same")));
        viewer.close();
        Device later = Device.of(broker, "cora1:web", issuer.token("cora1")).online();
        later.subscribed("presence/carl");
        await().until(() -> presence(later).contains("same"));
        awaitSilence(later);
        assertThat(presence(later)).containsExactly("same");
        later.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "presence/#",
                "presence/+",
                "presence/+/+",
                "presence/+/phone",
                "presence/snooped/#",
                "presence/snooped/+",
                "presence/snooped/phone",
                "presence/snooped",
                "+/snooped",
                "+/+",
                "#",
                "$share/x/presence/snooped",
                "$share/x/presence/friend",
                "$share/x/presence/+"
            })
    void aSnooperGetsNothingAlsoNothingRetained(String filter) {
        log.areContacts("friend", "snooper");
        Device snooper = Device.of(broker, "snooper:phone", issuer.token("snooper")).online();
        awaitAllowed(snooper, "friend");
        Device snooped = person("snooped").online();
        says("snooped", "secret");
        assertThat(snooper.subscribeRefused(filter)).isEqualTo(0x87);
        snooped.publish("presence/snooped/phone", "{\"state\":\"away\"}");
        says("snooped", "secret, too");
        awaitSilence(snooper);
        assertThat(presence(snooper)).isEmpty();
        snooper.close();
        snooped.close();
    }

    @Test
    void nobodyButTheServicesSaysSomebodysPresence() {
        Device mallory = person("mallory").online();
        for (String topic :
                List.of(
                        "presence/mallory",
                        "presence/victim",
                        "presence/victim/phone",
                        "presence/mallory/tablet",
                        "presence/mallory/phone/x")) {
            assertThat(mallory.publishRefused(topic, false)).isEqualTo(0x87);
            assertThat(mallory.publishRefused(topic, true)).isEqualTo(0x87);
        }
        assertThat(mallory.publishRefused("presence/mallory/phone", true)).isEqualTo(0x87);
        mallory.publish("presence/mallory/phone", "{\"state\":\"away\"}");
        mallory.close();
    }

    @Test
    void whoHidesIsSeenNoLongerAtOnceNorIsWhatIsRetained() throws Exception {
        log.areContacts("dora", "emil").areContacts("emil", "fred");
        Device dora = person("dora").online();
        Device away = Device.of(broker, "dora:tablet", issuer.token("dora")).persistent(3_600);
        away.online();
        awaitAllowed(dora, "emil");
        awaitAllowed(away, "emil");
        away.disconnect();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            var talking =
                    clock.scheduleAtFixedRate(
                            () -> says("emil", Instant.now().toString()),
                            0,
                            5,
                            TimeUnit.MILLISECONDS);
            await().until(() -> presence(dora).size() > 50);
            Instant hidden = log.shows("emil", "nobody");
            await().until(() -> Instant.now().isAfter(hidden.plusSeconds(2)));
            Instant last = Instant.parse(presence(dora).getLast());
            assertThat(last).isBetween(hidden.minusSeconds(1), hidden.plusMillis(500));
            System.out.println(
                    "last seen "
                            + Duration.between(hidden, last).toMillis()
                            + " ms after the record was on Kafka");
            talking.cancel(false);
        }
        assertThat(dora.subscribeRefused("presence/emil")).isEqualTo(0x87);
        Device back = Device.of(broker, "dora:tablet", issuer.token("dora")).persistent(3_600);
        assertThat(back.connect().isSessionPresent()).isTrue();
        says("emil", "still secret");
        awaitSilence(back);
        assertThat(presence(back)).isEmpty();
        // He himself sees it, and who may see him again asks again.
        Device emil = person("emil").online().subscribed("presence/emil");
        await().until(() -> presence(emil).contains("still secret"));
        log.shows("emil", "contacts");
        awaitAllowed(dora, "emil");
        await().until(() -> presence(dora).contains("still secret"));
        List.of(dora, back, emil).forEach(Device::close);
    }

    @Test
    void whoShowsHimselfToContactsNoLongerToEveryoneKeepsHisContacts() {
        log.areContacts("gina", "hugo");
        log.shows("hugo", "everyone");
        Device gina = person("gina").online();
        Device stranger = person("stranger").online();
        awaitAllowed(gina, "hugo");
        awaitAllowed(stranger, "hugo");
        says("hugo", "1");
        await().until(() -> presence(gina).contains("1") && presence(stranger).contains("1"));
        log.shows("hugo", "contacts");
        awaitRefused(stranger, "hugo");
        says("hugo", "2");
        await().until(() -> presence(gina).contains("2"));
        awaitSilence(stranger);
        assertThat(presence(stranger)).doesNotContain("2");
        List.of(gina, stranger).forEach(Device::close);
    }

    @Test
    void whoIsBlockedSeesNothingAnyMoreAndIsNotToldWhy() {
        log.areContacts("ida", "jan");
        Device jan = person("jan").online();
        Device ida = person("ida").online();
        awaitAllowed(jan, "ida");
        awaitAllowed(ida, "jan");
        log.blocks("ida", "jan");
        awaitRefused(jan, "ida");
        says("ida", "secret");
        says("jan", "jan is online");
        await().until(() -> presence(ida).contains("jan is online"));
        awaitSilence(jan);
        assertThat(presence(jan)).doesNotContain("secret");
        assertThat(jan.wordsForSubscribe("presence/ida"))
                .isEqualTo(jan.wordsForSubscribe("presence/somebody-unheard-of"));
        List.of(ida, jan).forEach(Device::close);
    }

    @Test
    void whoAreNoContactsAnyMoreSeeEachOtherNoLonger() {
        log.areContacts("kurt", "lena");
        Device kurt = person("kurt").online();
        Device lena = person("lena").online();
        awaitAllowed(kurt, "lena");
        awaitAllowed(lena, "kurt");
        log.areNoContacts("kurt", "lena");
        awaitRefused(kurt, "lena");
        awaitRefused(lena, "kurt");
        says("kurt", "secret");
        says("lena", "secret");
        awaitSilence(kurt);
        awaitSilence(lena);
        assertThat(presence(kurt)).isEmpty();
        assertThat(presence(lena)).isEmpty();
        List.of(kurt, lena).forEach(Device::close);
    }

    @Test
    void whoLeavesTheOnlyGroupInCommonSeesItsMembersNoLongerNorTheyHim() {
        String group = log.groupOf("mona", "nina", "otto");
        log.areContacts("mona", "otto");
        Device mona = person("mona").online();
        Device nina = person("nina").online();
        Device otto = person("otto").online();
        awaitAllowed(otto, "nina");
        awaitAllowed(otto, "mona");
        awaitAllowed(nina, "otto");
        awaitAllowed(nina, "mona");
        log.leaves(group, "otto");
        awaitRefused(otto, "nina");
        awaitRefused(nina, "otto");
        for (String user : List.of("mona", "nina", "otto")) says(user, user + " is online");
        await().until(() -> presence(otto).contains("mona is online"));
        await().until(() -> presence(nina).contains("mona is online"));
        awaitSilence(otto);
        awaitSilence(nina);
        assertThat(presence(otto)).doesNotContain("nina is online");
        assertThat(presence(nina)).doesNotContain("otto is online");
        List.of(mona, nina, otto).forEach(Device::close);
    }

    @Test
    void membersOfADeletedGroupSeeEachOtherNoLonger() {
        String group = log.groupOf("paul", "quin");
        Device paul = person("paul").online();
        awaitAllowed(paul, "quin");
        // In this order, as another partition may be read first.
        log.settings(group, false, true);
        log.leaves(group, "paul");
        log.leaves(group, "quin");
        awaitRefused(paul, "quin");
        says("quin", "secret");
        awaitSilence(paul);
        assertThat(presence(paul)).isEmpty();
        paul.close();
    }

    @Test
    void aSubscriptionThatWasAllowedJustBeforeDoesNotStay() {
        for (int i = 0; i < 30; i++) {
            String owner = "hider" + i;
            Device racer = person("racer" + i).online();
            log.shows(owner, "everyone");
            awaitAllowed(racer, owner);
            CompletableFuture<Void> hiding =
                    CompletableFuture.runAsync(() -> log.shows(owner, "nobody"));
            while (!hiding.isDone() || isStillLetIn(racer, owner)) isStillLetIn(racer, owner);
            says(owner, "secret");
            awaitSilence(racer);
            assertThat(presence(racer)).isEmpty();
            racer.close();
        }
    }

    private static boolean isStillLetIn(Device device, String owner) {
        try {
            device.subscribed("presence/" + owner);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Test
    void presenceIsGrantedAtMostOnceSoThatItFillsNoQueue() {
        log.areContacts("rosa", "sven");
        Device rosa = person("rosa").online().subscribed("chat/rosa/#");
        awaitAllowed(rosa, "sven");
        assertThat(rosa.granted("presence/sven", MqttQos.EXACTLY_ONCE)).isZero();
        assertThat(rosa.granted("presence/sven", MqttQos.AT_LEAST_ONCE)).isZero();
        assertThat(service.granted("presence/+/+", MqttQos.AT_LEAST_ONCE)).isEqualTo(1);
        rosa.disconnect();
        for (int i = 0; i < 3 * QUEUE; i++) says("sven", "state " + i);
        IntStream.range(0, QUEUE).forEach(i -> service.publish("chat/rosa/server", "chat " + i));
        Device back = person("rosa");
        assertThat(back.connect().isSessionPresent()).isTrue();
        await().until(() -> back.texts().contains("chat " + (QUEUE - 1)));
        assertThat(back.inbox()).hasSize(QUEUE);
        back.subscribed("presence/sven");
        await().until(() -> presence(back).equals(List.of("state " + (3 * QUEUE - 1))));
        back.close();
    }

    @Test
    void manyWhoLookAtSomebodyAreAllCutOffAtOnce() {
        int viewers = 300;
        log.shows("tina", "everyone");
        List<Device> all =
                IntStream.range(0, viewers).mapToObj(i -> person("viewer" + i).online()).toList();
        awaitAllowed(all.getLast(), "tina");
        all.forEach(viewer -> viewer.subscribed("presence/tina"));
        double before = ended();
        Instant hidden = log.shows("tina", "nobody");
        await().until(() -> ended() >= before + viewers);
        System.out.println(
                viewers
                        + " subscriptions ended "
                        + Duration.between(hidden, Instant.now()).toMillis()
                        + " ms after the record was on Kafka");
        says("tina", "secret");
        all.forEach(viewer -> {
            awaitSilence(viewer);
            assertThat(presence(viewer)).isEmpty();
            viewer.close();
        });
    }

    private static double ended() {
        return BrokerMetrics.of(broker).get("parley_access_presence_ended_total");
    }
}
