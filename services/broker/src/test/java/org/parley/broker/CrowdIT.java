package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.RawMqtt;
import org.parley.broker.fixture.TestIssuer;

/** More want in at once than the broker takes: one each half second, after the first two. */
class CrowdIT {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private static TestIssuer issuer;
    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker(@TempDir Path home) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        issuer = TestIssuer.started();
        broker =
                BrokerProcess.of(issuer, home)
                        .with("PARLEY_BROKER_LOGIN_RATE", "2")
                        .with("PARLEY_BROKER_LOGIN_BURST", "2")
                        .start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        issuer.close();
    }

    /** The bucket is full again a second after the line is gone. */
    @BeforeEach
    void nobodyWaits() {
        await().until(() -> BrokerMetrics.value(broker, "parley_login_line_ms") == 0);
        await().pollDelay(HALF_A_SECOND.multipliedBy(3)).until(() -> true);
    }

    private static Device person(String user) {
        return Device.of(broker, user + ":phone", issuer.token(user));
    }

    @Test
    void whoComesWithManyWaitsForATurnAndGetsIn() {
        Instant start = Instant.now();

        List<CompletableFuture<Device>> crowd =
                IntStream.range(0, 6)
                        .mapToObj(
                                i -> CompletableFuture.supplyAsync(() -> person("c" + i).online()))
                        .toList();

        CompletableFuture.allOf(crowd.toArray(CompletableFuture[]::new)).join();
        assertThat(Duration.between(start, Instant.now()))
                .isGreaterThan(HALF_A_SECOND.multipliedBy(4).minusMillis(50));
        crowd.forEach(device -> device.join().close());
    }

    @Test
    void aServiceDoesNotWait() {
        fill(10);

        Instant start = Instant.now();
        Device bridge =
                Device.of(
                        broker,
                        "service-account-parley-bridge:1",
                        issuer.serviceToken("parley-bridge"));
        bridge.online();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
        bridge.close();
    }

    @Test
    void whereTheLineIsTooLongOneIsSentAwayAndToldSo() {
        ConcurrentLinkedQueue<Mqtt5ConnAck> sentAway = new ConcurrentLinkedQueue<>();

        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                Device device = person("l" + i);
                crowd.execute(() -> {
                    try (device) {
                        device.connect();
                    } catch (Mqtt5ConnAckException e) {
                        sentAway.add(e.getMqttMessage());
                    }
                });
            }
        }

        assertThat(sentAway)
                .hasSizeBetween(5, 10)
                .allSatisfy(answer -> {
                    assertThat(answer.getReasonCode().getCode()).isEqualTo(0x89);
                    assertThat(answer.getReasonString().orElseThrow().toString())
                            .contains("try again later");
                });
    }

    @Test
    void whoHangsUpWhileWaitingIsNotTakenForConnected() {
        Device first = person("first").online();
        Device second = person("second").online();

        fill(6);

        await().until(() -> BrokerMetrics.value(broker, "parley_login_line_ms") == 0);
        await().untilAsserted(() ->
                assertThat(BrokerMetrics.value(broker, "parley_connections")).isEqualTo(2));
        first.close();
        second.close();
    }

    @Test
    void whoLogsOutElsewhereWhileWaitingDoesNotGetIn() throws Exception {
        fill(8);
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(
                        () -> person("leaver").refused().getReasonCode().getCode());
        await().until(() -> BrokerMetrics.value(broker, "parley_login_line_ms") > 3_300);

        logOut("leaver");

        assertThat(waiting.join()).isEqualTo(0x87);
    }

    @Test
    void whoIsRefusedTakesNobodysTurn() {
        for (int i = 0; i < 20; i++) Device.of(broker, "forger:" + i, "forged").refused();

        assertThat(BrokerMetrics.value(broker, "parley_login_line_ms")).isZero();
    }

    @Test
    void theWillsOfManyWhoVanishAtOnceComeOneAfterTheOther() {
        Device bridge =
                Device.of(
                                broker,
                                "service-account-parley-bridge:2",
                                issuer.serviceToken("parley-bridge"))
                        .online()
                        .subscribed("presence/+/+");
        List<Device> many =
                IntStream.range(0, 16)
                        .mapToObj(i -> person("v" + i))
                        .map(d ->
                                d.persistent(600)
                                        .withWill("presence/" + d.user() + "/phone", false))
                        .map(Device::online)
                        .toList();

        Instant start = Instant.now();
        many.forEach(Device::vanish);

        await().until(() -> bridge.inbox().size() == many.size());
        assertThat(Duration.between(start, Instant.now()))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        bridge.close();
    }

    /** So many who do not wait for their turn. */
    private static void fill(int places) {
        IntStream.range(0, places)
                .forEach(i -> {
                    try {
                        String user = "gone" + i;
                        RawMqtt.hangUp(broker, user + ":1", issuer.token(user), i % 2 == 0);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        await().until(() ->
                BrokerMetrics.value(broker, "parley_login_line_ms")
                        > (places - 5) * HALF_A_SECOND.toMillis());
    }

    private static void logOut(String user) throws Exception {
        String token = issuer.sign(Claims.ofLogout(user, issuer.url(), Instant.now()));
        String form = "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(broker.http("/backchannel-logout")))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString(form))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
