package org.parley.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.TestIssuer;

/** What is known of connections, and what Wills say, when the broker itself was away. */
class RestartIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestIssuer issuer;
    private static BrokerProcess broker;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String alice = "alice-" + unique;
    private final String bob = "bob-" + unique;
    private final List<Device> devices = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path home) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        issuer = TestIssuer.started();
        broker = BrokerProcess.of(issuer, home).start();
    }

    @AfterEach
    void everybodyLeaves() {
        devices.forEach(Device::close);
    }

    @AfterAll
    static void stop() {
        broker.close();
        issuer.close();
    }

    private Device person(String user) {
        return personWhoseSessionEnds(user).persistent(3_600);
    }

    private Device personWhoseSessionEnds(String user) {
        return kept(Device.of(broker, user + ":phone", issuer.token(user)))
                .withWill("presence/" + user + "/phone", false);
    }

    private Device kept(Device device) {
        devices.add(device);
        return device;
    }

    private List<String> heardOfAlice(Device bridge) {
        return bridge.inbox().stream()
                .filter(one -> one.getTopic().toString().equals("presence/" + alice + "/phone"))
                .map(one -> new String(one.getPayloadAsBytes(), UTF_8))
                .toList();
    }

    private Device bridge() {
        return kept(Device.of(
                        broker,
                        "service-account-parley-bridge:" + unique,
                        issuer.serviceToken("parley-bridge")))
                .persistent(3_600);
    }

    private String connections() throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(broker.http("/connections")))
                                .header(
                                        "Authorization",
                                        "Bearer " + issuer.serviceToken("parley-presence"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String startedAt(String list) {
        return list.replaceFirst("(?s).*\"startedAt\":\"([^\"]+)\".*", "$1");
    }

    private void restart(boolean killed) {
        if (killed) broker.kill();
        else broker.stop();
        broker.start();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyWhoIsBackIsOnTheListAndItSaysThatItIsAnother(boolean killed) throws Exception {
        person(alice).online();
        person(bob).online();
        // Who was there before may be leaving still.
        await().untilAsserted(() -> assertThat(connections()).contains(alice, bob, "\"count\":2"));
        String before = connections();

        restart(killed);
        person(bob).online();

        String after = connections();
        assertThat(after).contains(bob, "\"count\":1").doesNotContain(alice);
        assertThat(startedAt(after)).isGreaterThan(startedAt(before));
    }

    /** The Will of a session that ends waits for nothing, so this one is always said. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAWillSaysComesBeforeTheDeviceSaysThatItIsBack(boolean killed) {
        bridge().online().subscribed("presence/+/+").disconnect();
        personWhoseSessionEnds(alice).online();

        restart(killed);
        personWhoseSessionEnds(alice).online().publish("presence/" + alice + "/phone", "back");
        Device bridge = bridge().online();

        await().until(() -> heardOfAlice(bridge).contains("back"));
        await().during(Duration.ofSeconds(3))
                .until(() -> heardOfAlice(bridge).getLast().equals("back"));
        // A broker that is killed says nothing for anybody.
        assertThat(heardOfAlice(bridge)).hasSize(killed ? 1 : 2);
    }

    /** The Will of a session that goes on waits for up to 5 s, and nobody says it afterwards. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsBackBeforeTheWillIsSaidIsNeverSaidToBeGone(boolean killed) {
        bridge().online().subscribed("presence/+/+").disconnect();
        person(alice).online();

        restart(killed);
        person(alice).online().publish("presence/" + alice + "/phone", "back");
        Device bridge = bridge().online();

        await().until(() -> heardOfAlice(bridge).contains("back"));
        await().during(Duration.ofSeconds(6))
                .until(() -> heardOfAlice(bridge).getLast().equals("back"));
    }
}
