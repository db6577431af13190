package org.parley.presence.watch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.presence.Told.soon;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.parley.presence.Phone;
import org.parley.presence.PresenceProfile;
import org.parley.presence.Told;
import org.parley.presence.Visitor;
import org.parley.presence.store.Database;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** Against the real broker's connections, Kafka and PostgreSQL. */
@QuarkusTest
@TestProfile(PresenceProfile.class)
class PresenceIT {

    @Inject Database database;

    private final Visitor bob = Visitor.named("bob");

    @Test
    void whoComesIsToldRetainedAndAnswered() {
        try (Phone _ = Phone.of(bob, "phone").comes()) {
            soon().untilAsserted(
                            () -> assertThat(Told.states(bob.name())).containsExactly("online"));
            JsonPath told = Told.of(bob.name()).getFirst();
            assertThat(told.getString("topic")).isEqualTo("presence/" + bob);
            assertThat(told.getBoolean("retain")).isTrue();
            assertThat(Instant.parse(told.getString("payload.lastSeen"))).isBefore(Instant.now());
            soon().untilAsserted(() -> assertThat(bob.sees(bob.name())).isEqualTo("online"));
        }
    }

    @Test
    void whoGoesIsOfflineAfterTheGraceAndWasSeenWhenHeWent() throws Exception {
        Phone phone = Phone.of(bob, "phone").comes();
        soon().until(() -> Told.states(bob.name()).size() == 1);
        Instant gone = Instant.now();
        phone.goes();

        soon().untilAsserted(() ->
                assertThat(Told.states(bob.name())).containsExactly("online", "offline"));
        assertThat(Instant.now()).isAfter(gone.plusSeconds(3));
        JsonPath offline = Told.of(bob.name()).getLast();
        assertThat(Instant.parse(offline.getString("payload.lastSeen")))
                .isBetween(gone.minusMillis(1), gone.plusSeconds(1));
        soon().untilAsserted(() -> assertThat(bob.sees(bob.name())).isEqualTo("offline"));
        assertThat(sightings()).isEqualTo(1);
    }

    private long sightings() throws Exception {
        return database.inTransaction(tx ->
                tx.run("SELECT count(*) FROM sighting WHERE user_id = $1", bob.name())
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void aDeviceThatVanishesWithoutAWillIsMissedByTheBrokersList() {
        Phone phone = Phone.of(bob, "phone").comes();
        soon().until(() -> Told.states(bob.name()).size() == 1);
        phone.vanishes();

        soon().untilAsserted(() ->
                assertThat(Told.states(bob.name())).containsExactly("online", "offline"));
    }

    @Test
    void ofTwoDevicesOneThatGoesChangesNothing() throws Exception {
        Phone phone = Phone.of(bob, "phone").comes();
        try (Phone laptop = Phone.of(bob, "laptop").comes()) {
            soon().until(() -> Told.states(bob.name()).size() == 1);
            phone.goes();
            laptop.says("away");

            // The phone's grace is over then.
            soon().untilAsserted(() ->
                    assertThat(Told.states(bob.name())).containsExactly("online", "away"));
        }
    }

    @Test
    void aShortBreakIsNotSeen() throws Exception {
        try (Phone phone = Phone.of(bob, "phone").comes()) {
            soon().until(() -> Told.states(bob.name()).size() == 1);
            phone.goes().comes().goes().comes();
            Visitor carol = Visitor.named("carol");
            Phone other = Phone.of(carol, "phone").comes();
            other.goes();
            // Somebody who goes after him is offline: so would he be.
            soon().until(() -> Told.states(carol.name()).contains("offline"));

            assertThat(Told.states(bob.name())).containsExactly("online");
        }
    }

    @Test
    void whatIsNoWordIsSkippedAndHoldsNobodyUp() {
        Log log = new Log(Stack.shared());
        String topic =
                ConfigProvider.getConfig().getValue("parley.presence.presence-topic", String.class);
        for (String broken :
                new String[] {
                    "no JSON",
                    "null",
                    "{}",
                    "{\"user\":\"eve\",\"device\":\"d\",\"state\":\"online\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}",
                    "{\"user\":\"%s\",\"device\":\"d/\",\"state\":\"online\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}"
                            .formatted(bob),
                    "{\"user\":\"%s\",\"device\":\"d\",\"state\":\"great\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}"
                            .formatted(bob)
                }) log.write(topic, bob.name(), broken);
        try (Phone _ = Phone.of(bob, "phone").comes()) {
            soon().untilAsserted(
                            () -> assertThat(Told.states(bob.name())).containsExactly("online"));
        }
        assertThat(Told.of("eve")).isEmpty();
        assertThat(metric("parley_presence_unreadable_total")).isGreaterThanOrEqualTo(6);
    }

    @Test
    void publicationsAreCountedAndNeverMoreThanChanges() {
        Phone phone = Phone.of(bob, "phone").comes();
        soon().until(() -> Told.states(bob.name()).size() == 1);
        for (int i = 0; i < 20; i++) phone.says("away").says("online");
        phone.goes();
        soon().until(() -> Told.states(bob.name()).contains("offline"));

        assertThat(Told.states(bob.name()).size()).isLessThan(12);
        assertThat(metric("parley_presence_changes_total"))
                .isGreaterThanOrEqualTo(
                        metric("parley_presence_publications_total{state=\"online\"}")
                                + metric("parley_presence_publications_total{state=\"away\"}")
                                + metric("parley_presence_publications_total{state=\"offline\"}"));
        assertThat(metric("parley_presence_broker_age_seconds")).isBetween(0.0, 10.0);
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    @Test
    void readinessSaysWhatItKnows() {
        soon().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }
}
