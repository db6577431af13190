package org.parley.push.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.parley.push.Visitor;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.PushVendors.Subscription;

/** What the scenarios share: bob, who is told, and the vendors that tell him. */
abstract class Scenario {

    static final Duration QUIET = Duration.ofMillis(1_500);

    final Vendors vendors = Vendors.shared();
    final Visitor bob = Visitor.named("bob");
    final String alice = "alice-" + bob.name();

    JsonPath only(Subscription place) {
        soon().until(() -> !vendors.received(place.id()).isEmpty());
        assertThat(vendors.received(place.id())).hasSize(1);
        return vendors.received(place.id()).getFirst();
    }

    JsonPath last(Subscription place, String text) {
        soon().until(() -> {
            List<JsonPath> all = vendors.received(place.id());
            return !all.isEmpty() && text.equals(all.getLast().getString("payload.text"));
        });
        return vendors.received(place.id()).getLast();
    }

    long clears(Subscription place) {
        return vendors.received(place.id()).stream()
                .filter(one -> one.getString("payload.kind").equals("clear"))
                .count();
    }

    void stillOnly(Subscription place, int count) {
        await().during(QUIET)
                .atMost(QUIET.multipliedBy(4))
                .until(() -> vendors.received(place.id()).size() == count);
    }

    /** Other topics of the log are read by other consumers: what they say must have come. */
    static void pause() {
        Instant end = Instant.now().plus(QUIET);
        await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(end));
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
