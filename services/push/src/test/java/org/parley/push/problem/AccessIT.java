package org.parley.push.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.push.PushProfile;
import org.parley.push.Visitor;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.ExpiredToken;
import org.parley.testkit.PushVendors.Subscription;
import org.parley.testkit.Realm;
import org.parley.testkit.Stack;

/** Whoever may not gets no further, and bad input is told what is wrong with it. */
@QuarkusTest
@TestProfile(PushProfile.class)
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class AccessIT {

    @ParameterizedTest
    @CsvSource({
        "GET, /devices",
        "GET, /devices/phone",
        "PUT, /devices/phone",
        "PATCH, /devices/phone",
        "DELETE, /devices/phone",
        "GET, /vapid-key",
        "GET, /mutes",
        "PUT, /mutes/alice_bob",
        "DELETE, /mutes/alice_bob",
        "POST, /push/test",
        "GET, /ledger",
        "GET, /operator/ledger",
        "POST, /operator/ledger/1/retry",
        "GET, /operator/audit"
    })
    void withoutATokenNothingIsAnswered(String method, String path) {
        Visitor.problem(
                given().contentType("application/json").body("{}").request(method, path),
                401,
                "no-token");
        Visitor.problem(
                given().contentType("application/json")
                        .body("{}")
                        .auth()
                        .oauth2("not-a-token")
                        .request(method, path),
                401,
                "bad-token");
    }

    @Test
    void tokensThatAreForeignExpiredOrTamperedWithAreRefused() {
        Realm foreign = Stack.shared().realm().foreign();
        Visitor.problem(get(foreign.token(foreign.createUser("mallory"))), 401, "bad-token");
        Visitor.problem(get(ExpiredToken.of(Stack.shared())), 401, "bad-token");
        String[] parts = Visitor.named("alice").token().split("\\.");
        String header =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes());
        Visitor.problem(get(header + "." + parts[1] + "."), 401, "bad-token");
    }

    private static Response get(String token) {
        return given().auth().oauth2(token).get("/devices");
    }

    @Test
    void aServiceIsNoPersonAndAPersonNoOperator() {
        Visitor.problem(get(Stack.shared().serviceToken("parley-push")), 403, "forbidden");
        Visitor alice = Visitor.named("alice");
        Visitor.problem(alice.get("/operator/ledger?reason=curious"), 403, "forbidden");
        Visitor.problem(alice.get("/operator/audit?reason=curious"), 403, "forbidden");
        Visitor.problem(
                alice.sends(Map.of("reason", "because")).post("/operator/ledger/1/retry"),
                403,
                "forbidden");
    }

    @Test
    void devicesAreTheirUsersOnly() {
        Visitor bob = Visitor.named("bob");
        bob.listensOn("phone");
        Visitor mallory = Visitor.named("mallory");
        assertThat(mallory.ok("/devices").getList("devices")).isEmpty();
        Visitor.problem(mallory.get("/devices/phone"), 404, "not-there");
        Visitor.problem(
                mallory.sends(Map.of("previews", false)).patch("/devices/phone"), 404, "not-there");
        mallory.asks().delete("/devices/phone").then().statusCode(204);
        assertThat(bob.ok("/devices").getList("devices")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the body is missing; it is a JSON object",
                "{\"name\":5} | name is \"5\"; it is a string",
                "{\"previews\":\"no\"} | previews is \"\"no\"\"; it is true or false",
                "{\"target\":7} | target is no object; it must be",
                "{\"target\":{}} | kind is missing; it is web-push, unified-push, fcm or apns",
                "{\"target\":{\"kind\":\"sms\"}} | kind is \"sms\"; it is web-push, unified-push, fcm or apns",
                "{\"target\":{\"kind\":\"fcm\",\"token\":\"x\"}} | token is missing or not one of Firebase's",
                "{\"target\":{\"kind\":\"apns\",\"token\":\"zz\"}} | token is missing or not one of Apple's",
                "{\"quietHours\":{\"from\":\"25:00\",\"until\":\"07:00\",\"zone\":\"UTC\"}} | from is \"25:00\"; it is a time of day such as 22:00",
                "{\"quietHours\":{\"from\":\"07:00\",\"until\":\"07:00\",\"zone\":\"UTC\"}} | quietHours begins and ends at 07:00; it must not",
                "{\"quietHours\":{\"from\":\"22:00\",\"until\":\"07:00\",\"zone\":\"Mars\"}} | zone is \"Mars\"; it is a time zone such as Europe/Berlin"
            })
    void badSettingsAreToldWhatIsWrong(String body, String detail) {
        Visitor bob = Visitor.named("bob");
        assertThat(
                        Visitor.problem(
                                bob.asks()
                                        .contentType("application/json")
                                        .body(body)
                                        .put("/devices/phone"),
                                400,
                                "bad-parameter"))
                .isEqualTo(detail);
        assertThat(bob.ok("/devices").getList("devices")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://push.example.org/x, an endpoint is an https URL",
        "https://user@push.example.org/x, an endpoint is an https URL",
        "https://127.0.0.1:1/x, leads to an address that is not public",
        "https://localhost/x, leads to an address that is not public",
        "https://[::1]/x, leads to an address that is not public",
        "https://[::ffff:10.0.0.1]/x, leads to an address that is not public",
        "https://169.254.169.254/latest, leads to an address that is not public",
        "https://2130706433/x, an address that is not public",
        "https://10.1.2.3/x, leads to an address that is not public",
        "https://does-not-exist.invalid/x, its host is not found"
    })
    void anEndpointThatLeadsNowhereOrInsideIsRefused(String endpoint, String rule) {
        Visitor bob = Visitor.named("bob");
        Map<String, Object> target = new HashMap<>(Vendors.shared().subscribe().target("web-push"));
        target.put("endpoint", endpoint);
        assertThat(
                        Visitor.problem(
                                bob.sends(Map.of("target", target)).put("/devices/phone"),
                                400,
                                "bad-parameter"))
                .contains(rule);
    }

    @Test
    void keysMustBeOnes() {
        Visitor bob = Visitor.named("bob");
        for (var wrong :
                List.of(
                        Map.of("p256dh", "AAAA", "auth", "AAAAAAAAAAAAAAAAAAAAAA"),
                        Map.of("p256dh", "B".repeat(87), "auth", "AAAAAAAAAAAAAAAAAAAAAA"),
                        Map.of("p256dh", "?", "auth", "AAAAAAAAAAAAAAAAAAAAAA"))) {
            Map<String, Object> target =
                    new HashMap<>(Vendors.shared().subscribe().target("web-push"));
            target.put("keys", wrong);
            assertThat(
                            Visitor.problem(
                                    bob.sends(Map.of("target", target)).put("/devices/phone"),
                                    400,
                                    "bad-parameter"))
                    .contains("p256dh");
        }
    }

    @Test
    void thereIsAnEndToDevicesAndMutes() {
        Visitor bob = Visitor.named("bob");
        for (int i = 0; i < 5; i++) bob.listensOn("device-" + i);
        Visitor.problem(bob.sends(Map.of()).put("/devices/one-more"), 409, "limit");
        bob.listensOn("device-0");
        for (int i = 0; i < 3; i++) bob.mutes(mine(bob, "friend" + i), "always");
        Visitor.problem(
                bob.sends(Map.of("mute", "8h")).put("/mutes/" + mine(bob, "friend9")),
                409,
                "limit");
        bob.mutes(mine(bob, "friend0"), "1week");
        assertThat(bob.ok("/mutes").getList("mutes")).hasSize(3);
    }

    private static String mine(Visitor me, String friend) {
        return me.name().compareTo(friend) < 0
                ? me.name() + "_" + friend
                : friend + "_" + me.name();
    }

    @ParameterizedTest
    @CsvSource({"alice_carol, 8h", "not-one, 8h"})
    void onlyOnesOwnConversationsAreMuted(String conversation, String how) {
        Visitor bob = Visitor.named("bob");
        Visitor.problem(
                bob.sends(Map.of("mute", how)).put("/mutes/" + conversation), 400, "bad-parameter");
    }

    @Test
    void whatChangesIsOnlyWhatIsNamed() {
        Visitor bob = Visitor.named("bob");
        bob.listensOn("phone", Map.of("name", "my phone", "previews", false));
        var changed =
                Visitor.json(
                        bob.sends(
                                        Map.of(
                                                "quietHours",
                                                Map.of(
                                                        "from",
                                                        "22:00",
                                                        "until",
                                                        "07:00",
                                                        "zone",
                                                        "Europe/Berlin")))
                                .patch("/devices/phone"),
                        200);
        assertThat(changed.getString("name")).isEqualTo("my phone");
        assertThat(changed.getBoolean("previews")).isFalse();
        assertThat(changed.getString("target.kind")).isEqualTo("web-push");
        assertThat(changed.getString("quietHours.zone")).isEqualTo("Europe/Berlin");
        var bare =
                Visitor.json(
                        bob.asks()
                                .contentType("application/json")
                                .body("{\"target\":null,\"quietHours\":null}")
                                .patch("/devices/phone"),
                        200);
        assertThat(bare.getString("target")).isNull();
        assertThat(bare.getString("quietHours")).isNull();
        assertThat(bare.getString("name")).isEqualTo("my phone");
    }

    @Test
    void whatIsSecretIsNeverTold() {
        Visitor bob = Visitor.named("bob");
        Subscription phone = bob.listensOn("phone");
        String all = bob.get("/devices").asString() + bob.get("/devices/phone").asString();
        assertThat(all).doesNotContain(phone.id(), phone.auth(), phone.p256dh());
    }

    @Test
    void theDocumentationSaysHowEachOperationFails() {
        String document = given().get("/q/openapi?format=json").asString();
        assertThat(document)
                .contains("/devices/{device}")
                .contains("/push/test")
                .contains("/operator/ledger/{id}/retry")
                .contains("application/problem+json");
    }
}
