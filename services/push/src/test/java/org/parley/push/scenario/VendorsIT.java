package org.parley.push.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.push.PushProfile;
import org.parley.push.Said;
import org.parley.push.Visitor;
import org.parley.testkit.PushVendors.Subscription;

/** What vendors answer, and what becomes of it. They check signatures and decrypt by themselves. */
@QuarkusTest
@TestProfile(PushProfile.class)
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class VendorsIT extends Scenario {

    @AfterEach
    void asUsual() {
        for (String vendor : List.of("web", "fcm", "apns", "fcm-token")) vendors.behave(vendor);
        assertThat(vendors.state().getList("problems")).isEmpty();
    }

    private static String token(String vendor) {
        String random = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return vendor.equals("fcm") ? "f" + random + ":APA91b_x" : random;
    }

    private String registers(String device, String kind) {
        String token = token(kind);
        bob.registers(device, Map.of("kind", kind, "token", token), Map.of());
        return token;
    }

    private JsonPath first(String id) {
        soon().until(() -> !vendors.received(id).isEmpty());
        return vendors.received(id).getFirst();
    }

    @Test
    void firebaseGetsADataMessage() {
        String token = registers("phone", "fcm");
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        JsonPath told = first(token);
        assertThat(told.getString("payload.text")).isEqualTo("hello");
        assertThat(told.getString("payload.id")).isEqualTo(hello.id().toString());
        assertThat(told.getString("headers.priority")).isEqualTo("HIGH");
        assertThat(told.getString("headers.ttl")).matches("2591\\d\\ds|259200s");
        assertThat(told.getString("headers.collapse_key")).hasSize(32);
        int asked = vendors.state().getInt("tokensAsked");
        Said.by("carol-" + bob.name(), bob.name(), "again").isHeard();
        soon().until(() -> vendors.received(token).size() == 2);
        assertThat(vendors.state().getInt("tokensAsked")).isEqualTo(asked);
    }

    @Test
    void firebaseHasRoomForFourConversations() {
        String token = registers("phone", "fcm");
        for (int i = 1; i <= 6; i++) {
            Said.by("friend" + i + "-" + bob.name(), bob.name(), "hello " + i).isHeard();
            int count = i;
            soon().until(() -> vendors.received(token).size() == count);
        }
        List<JsonPath> all = vendors.received(token);
        assertThat(all.subList(0, 4))
                .allSatisfy(one -> assertThat(one.getString("headers.collapse_key")).hasSize(32));
        assertThat(all.subList(4, 6))
                .allSatisfy(one -> assertThat(one.getString("headers.collapse_key")).isNull());
        assertThat(all.getLast().getInt("payload.badge")).isEqualTo(6);
    }

    @Test
    void appleGetsAnAlertAndASilentOneWhenItWasRead() {
        String token = registers("phone", "apns");
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        JsonPath told = first(token);
        assertThat(told.getString("payload.aps.alert.title")).isEqualTo(alice);
        assertThat(told.getString("payload.aps.alert.body")).isEqualTo("hello");
        assertThat(told.getInt("payload.aps.badge")).isEqualTo(1);
        assertThat(told.getString("payload.parley.id")).isEqualTo(hello.id().toString());
        assertThat(told.getString("headers.priority")).isEqualTo("10");
        assertThat(told.getString("headers.collapse")).hasSize(32);
        assertThat(told.getLong("headers.expiration"))
                .isBetween(
                        Instant.now().getEpochSecond() + 259_000,
                        Instant.now().getEpochSecond() + 259_200);
        hello.is("read", bob.name(), "laptop");
        soon().until(() -> vendors.received(token).size() == 2);
        JsonPath clear = vendors.received(token).getLast();
        assertThat(clear.getString("headers.type")).isEqualTo("background");
        assertThat(clear.getInt("payload.aps.badge")).isZero();
        assertThat(vendors.state().getInt("apnsTokens")).isEqualTo(1);
    }

    @Test
    void appleGetsALongTextThatFits() {
        String token = registers("phone", "apns");
        Said.by(alice, bob.name(), "\u0001\uD83E\uDD8A".repeat(1_500)).isHeard();
        assertThat(first(token).getString("payload.aps.alert.body")).endsWith("…");
    }

    @Test
    void aCallIsUrgentAndSoonOver() {
        String token = registers("phone", "fcm");
        Said.by(alice, bob.name(), "rings").ofType("call").isHeard();
        JsonPath told = first(token);
        assertThat(told.getString("payload.type")).isEqualTo("call");
        assertThat(told.getString("headers.ttl")).matches("[1-5]\\ds|60s");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aDeadEndpointIsForgotten(int status) {
        Subscription phone = bob.listensOn("phone");
        vendors.answer(phone.id(), List.of(Map.of("status", status)));
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.ledger("phone", hello.id().toString()))
                        .containsExactly("queued", "sent", "dead-target"));
        JsonPath device = bob.ok("/devices/phone");
        assertThat(device.getString("target")).isNull();
        assertThat(device.getString("goneWhy")).isEqualTo("HTTP " + status);
        Said.by(alice, bob.name(), "more").isHeard();
        stillOnly(phone, 0);
    }

    @Test
    void aDeadTokenOfFirebaseOrAppleIsForgotten() {
        String android = registers("android", "fcm");
        String iphone = registers("iphone", "apns");
        vendors.answer(
                android,
                List.of(
                        Map.of(
                                "status",
                                404,
                                "body",
                                "{\"error\":{\"status\":\"NOT_FOUND\",\"details\":[{\"errorCode\":\"UNREGISTERED\"}]}}")));
        vendors.answer(
                iphone, List.of(Map.of("status", 400, "body", "{\"reason\":\"BadDeviceToken\"}")));
        Said.by(alice, bob.name(), "hello").isHeard();
        soon().untilAsserted(() -> {
            assertThat(bob.ok("/devices/android").getString("goneWhy"))
                    .isEqualTo("HTTP 404 UNREGISTERED");
            assertThat(bob.ok("/devices/iphone").getString("goneWhy"))
                    .isEqualTo("HTTP 400 BadDeviceToken");
        });
    }

    @Test
    void whoAsksForPatienceGetsIt() {
        Subscription phone = bob.listensOn("phone");
        vendors.answer(
                phone.id(), List.of(Map.of("status", 429, "headers", Map.of("Retry-After", "2"))));
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        only(phone);
        JsonPath ledger = bob.ok("/ledger?message=" + hello.id());
        assertThat(ledger.<String>getList("entries.event").reversed())
                .containsExactly("queued", "sent", "retried", "sent", "accepted");
        Instant refused = Instant.parse(ledger.getString("entries[2].at"));
        Instant again = Instant.parse(ledger.getString("entries[1].at"));
        assertThat(java.time.Duration.between(refused, again).toMillis()).isBetween(1_900L, 6_000L);
        assertThat(ledger.getString("entries[2].detail")).startsWith("HTTP 429, again at ");
    }

    @Test
    void whatFailsIsTriedAgainAndTellsTheNewest() {
        String token = registers("phone", "fcm");
        vendors.answer(
                token,
                List.of(Map.of("status", 500), Map.of("status", 503), Map.of("status", 500)));
        Said.by(alice, bob.name(), "first").isHeard();
        pause();
        Said newest = Said.by(alice, bob.name(), "second").isHeard();
        soon().until(() ->
                vendors.received(token).stream()
                        .anyMatch(
                                one -> newest.id().toString().equals(one.getString("payload.id"))));
    }

    @Test
    void whatIsRefusedForGoodIsNotTriedAgain() {
        Subscription phone = bob.listensOn("phone");
        vendors.answer(phone.id(), List.of(Map.of("status", 400)));
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.ledger("phone", hello.id().toString()))
                        .containsExactly("queued", "sent", "refused"));
        stillOnly(phone, 0);
    }

    @Test
    void aRedirectIsNotFollowed() {
        Subscription phone = bob.listensOn("phone");
        Subscription elsewhere = vendors.subscribe();
        vendors.answer(
                phone.id(),
                List.of(
                        Map.of(
                                "status",
                                307,
                                "headers",
                                Map.of("location", elsewhere.endpoint()))));
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.ledger("phone", hello.id().toString())).endsWith("refused"));
        stillOnly(elsewhere, 0);
    }

    @Test
    void aVendorThatHangsHoldsUpNobodyElse() {
        vendors.always("web", Map.of("hang", true));
        Subscription browser = bob.listensOn("browser");
        String android = registers("android", "fcm");
        String iphone = registers("iphone", "apns");
        for (int i = 0; i < 40; i++)
            Said.by("friend" + i + "-" + bob.name(), bob.name(), "hello").isHeard();
        soon().until(() -> vendors.received(android).size() == 40);
        soon().until(() -> vendors.received(iphone).size() == 40);
        assertThat(vendors.received(browser.id())).isEmpty();
        assertThat(vendors.state().getInt("mostOpen")).isLessThan(200);
        vendors.behave("web");
        soon().until(() -> vendors.received(browser.id()).size() == 40);
    }

    @Test
    void aKeyThatIsNotTakenIsSaidInHealth() {
        String iphone = registers("iphone", "apns");
        vendors.answer(
                iphone,
                List.of(Map.of("status", 403, "body", "{\"reason\":\"ExpiredProviderToken\"}")));
        Said.by(alice, bob.name(), "hello").isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.get("/q/health/well").asString())
                        .contains("DOWN")
                        .contains("HTTP 403 ExpiredProviderToken"));
        bob.get("/q/health/ready").then().statusCode(200);
        first(iphone);
        soon().untilAsserted(() ->
                assertThat(bob.get("/q/health/well").asString()).doesNotContain("DOWN"));
    }

    @Test
    void anExpiredAccessTokenIsFetchedAnew() {
        String android = registers("android", "fcm");
        vendors.answer(android, List.of(Map.of("status", 401)));
        int asked = vendors.state().getInt("tokensAsked");
        Said.by(alice, bob.name(), "hello").isHeard();
        first(android);
        assertThat(vendors.state().getInt("tokensAsked")).isGreaterThan(asked);
    }

    @Test
    void aDistributorOfOnesOwnIsWebPush() {
        Subscription place = vendors.subscribeElsewhere();
        bob.registers("phone", place.target("unified-push"), Map.of());
        Said.by(alice, bob.name(), "hello").isHeard();
        assertThat(only(place).getString("payload.text")).isEqualTo("hello");
    }

    @Test
    void theOneWhoRegistersLastHasTheTarget() {
        Subscription phone = bob.listensOn("phone");
        Visitor carol = Visitor.named("carol");
        carol.registers("phone", phone.target("web-push"), Map.of());
        Said.by(alice, bob.name(), "for bob").isHeard();
        Said.by(alice, carol.name(), "for carol").isHeard();
        assertThat(only(phone).getString("payload.text")).isEqualTo("for carol");
        assertThat(bob.ok("/devices/phone").getString("goneWhy")).contains("another");
        stillOnly(phone, 1);
    }
}
