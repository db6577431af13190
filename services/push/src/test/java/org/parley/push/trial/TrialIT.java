package org.parley.push.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.push.Connected;
import org.parley.push.PushProfile;
import org.parley.push.Visitor;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.PushVendors.Subscription;

/** {@code POST /push/test}: the way of a message, step by step. */
@QuarkusTest
@TestProfile(PushProfile.class)
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class TrialIT {

    private final Visitor bob = Visitor.named("bob");

    private JsonPath test(String device) {
        return Visitor.json(bob.sends(Map.of("device", device)).post("/push/test"), 200);
    }

    @Test
    void aTestThatWorksSaysWhatItMet() {
        Subscription phone = bob.listensOn("phone");
        JsonPath report = test("phone");
        assertThat(report.getBoolean("delivered")).isTrue();
        assertThat(report.getList("steps.step"))
                .containsExactly("target", "vendor", "address", "session", "quiet hours", "send");
        assertThat(report.getList("steps.ok")).containsOnly(true);
        assertThat(report.getString("steps[3].detail")).contains("no device of yours is connected");
        assertThat(report.getString("steps[5].detail")).isEqualTo("the vendor took it: HTTP 201");
        JsonPath told = Vendors.shared().received(phone.id()).getFirst();
        assertThat(told.getString("payload.kind")).isEqualTo("test");
        assertThat(bob.ok("/ledger").getString("entries[0].event")).isEqualTo("test");
    }

    @Test
    void itSaysWhoIsConnected() {
        bob.listensOn("phone");
        try (Connected _ = new Connected(bob, "phone")) {
            assertThat(test("phone").getString("steps[3].detail")).startsWith("connected: ");
        }
        try (Connected _ = new Connected(bob, "laptop")) {
            assertThat(test("phone").getString("steps[3].detail"))
                    .startsWith("not connected, another");
        }
    }

    @Test
    void itEndsAtTheStepThatFails() {
        Visitor.json(bob.sends(Map.of()).put("/devices/bare"), 200);
        JsonPath bare = test("bare");
        assertThat(bare.getBoolean("delivered")).isFalse();
        assertThat(bare.getList("steps.step")).containsExactly("target");

        Subscription phone = bob.listensOn("phone");
        Vendors.shared().answer(phone.id(), List.of(Map.of("status", 410)));
        JsonPath dead = test("phone");
        assertThat(dead.getBoolean("delivered")).isFalse();
        assertThat(dead.getString("steps[5].detail")).contains("dead").contains("HTTP 410");
        assertThat(bob.ok("/devices/phone").getString("goneWhy")).isEqualTo("HTTP 410");
    }

    @Test
    void itIsForOnesOwnDevicesAndNotForEver() {
        Visitor.problem(
                bob.sends(Map.of("device", "nobodys")).post("/push/test"), 404, "not-there");
        Visitor.problem(bob.sends(Map.of()).post("/push/test"), 400, "bad-parameter");
        bob.listensOn("phone");
        for (int i = 0; i < 3; i++) test("phone");
        Visitor.problem(bob.sends(Map.of("device", "phone")).post("/push/test"), 429, "too-often");
    }
}
