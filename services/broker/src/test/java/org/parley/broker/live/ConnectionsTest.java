package org.parley.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Tally;
import org.parley.broker.fixture.FixedClock;
import org.parley.broker.login.Login;
import org.parley.contracts.Caller;
import org.parley.contracts.ClientId;

class ConnectionsTest {

    private final FixedClock clock = new FixedClock();
    private final List<String> ended = new ArrayList<>();
    private boolean issuerReachable = true;
    private final Connections connections =
            new Connections(
                    BrokerSettings.from(
                            Map.of(
                                    "PARLEY_ISSUER", "http://issuer",
                                    "PARLEY_BROKER_TOKEN_GRACE", "60s",
                                    "PARLEY_BROKER_OUTAGE_GRACE", "1h",
                                    "PARLEY_BROKER_CONNECT_BURST", "2")),
                    (clientId, reason) -> ended.add(clientId + " " + reason),
                    () -> CompletableFuture.completedFuture(issuerReachable),
                    new Tally(),
                    clock);

    /** With a token for five minutes. */
    private Login login(String clientId) {
        ClientId client = ClientId.parse(clientId).orElseThrow();
        return new Login(
                client,
                Caller.of(client, true).orElseThrow(),
                "id-of-" + client.userName(),
                Optional.of("login-of-" + client.userName()),
                clock.instant(),
                clock.instant().plusSeconds(300));
    }

    private void pass(Duration time) {
        clock.pass(time);
        connections.endExpired();
    }

    @Test
    void aConnectionEndsAfterItsTokensExpiryAndTheGrace() {
        connections.open(login("alice:phone"));
        pass(Duration.ofSeconds(359));
        assertThat(ended).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(ended).containsExactly("alice:phone TOKEN_EXPIRED");
        pass(Duration.ofHours(2));
        assertThat(ended).hasSize(1);
    }

    @Test
    void aConnectionThatIsGoneIsNotEnded() {
        Connection phone = connections.open(login("alice:phone"));
        connections.close("alice:phone", phone.number());
        pass(Duration.ofHours(1));
        assertThat(ended).isEmpty();
        assertThat(connections.count()).isZero();
    }

    @Test
    void aLaterConnectionOfTheSameDeviceGoesByItsOwnToken() {
        Connection first = connections.open(login("alice:phone"));
        clock.pass(Duration.ofSeconds(200));
        Connection second = connections.open(login("alice:phone"));
        connections.close("alice:phone", first.number());
        assertThat(connections.find("alice:phone", first.number())).isEmpty();
        assertThat(connections.find("alice:phone", second.number())).contains(second);
        pass(Duration.ofMinutes(5));
        assertThat(ended).isEmpty();
        pass(Duration.ofSeconds(60));
        assertThat(ended).hasSize(1);
    }

    @Test
    void whileTheIssuerIsAwayConnectionsLastLonger() {
        issuerReachable = false;
        connections.open(login("alice:phone"));
        pass(Duration.ofMinutes(6));
        pass(Duration.ofMinutes(30));
        assertThat(ended).isEmpty();
        issuerReachable = true;
        pass(Duration.ofSeconds(10));
        assertThat(ended).hasSize(1);
    }

    @Test
    void butNotForever() {
        issuerReachable = false;
        connections.open(login("alice:phone"));
        pass(Duration.ofMinutes(6));
        pass(Duration.ofHours(1));
        assertThat(ended).hasSize(1);
    }

    @Test
    void aLogoutEndsTheConnectionsItMeans() {
        connections.open(login("alice:phone"));
        connections.open(login("alice:laptop"));
        connections.open(login("bob:phone"));
        assertThat(connections.endWhere(l -> l.subject().equals("id-of-alice"))).isEqualTo(2);
        assertThat(ended)
                .containsExactlyInAnyOrder("alice:phone LOGGED_OUT", "alice:laptop LOGGED_OUT");
    }

    @Test
    void allDevicesOfAUserShareTheRateOfConnects() {
        assertThat(connections.mayConnect(login("alice:phone"))).isTrue();
        assertThat(connections.mayConnect(login("alice:laptop"))).isTrue();
        assertThat(connections.mayConnect(login("alice:tablet"))).isFalse();
        assertThat(connections.mayConnect(login("bob:phone"))).isTrue();
    }

    @Test
    void aServiceConnectsAsOftenAsItLikes() {
        for (int i = 0; i < 100; i++)
            assertThat(connections.mayConnect(login("service-account-bridge:1"))).isTrue();
    }

    @Test
    void tensOfThousandsOfConnectionsEndInTime() {
        for (int i = 0; i < 50_000; i++) connections.open(login("user" + i + ":phone"));
        pass(Duration.ofSeconds(359));
        assertThat(ended).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(ended).hasSize(50_000);
    }
}
