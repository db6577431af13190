package org.parley.push.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.push.PushUnderTest;
import org.parley.push.Visitor;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.OwnPostgres;
import org.parley.testkit.PushVendors.Subscription;

/** Traces leave the machine: nothing of what was said, of an address or of a key is in them. */
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class TracesIT {

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void tracesSayWhatWasAskedAndNothingSecret() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres();
                Vendors vendors = new Vendors();
                TraceCollector traces = new TraceCollector()) {
            postgres.start();
            soon().until(postgres::answers);
            Map<String, String> configuration =
                    new HashMap<>(PushUnderTest.environment(postgres.database()));
            configuration.putAll(vendors.configuration());
            configuration.putAll(traces.configuration());
            try (PushProcess push = new PushProcess(configuration, "push-traces-" + unique)) {
                soon().until(push::isReady);
                Visitor alice = Visitor.named("alice");
                Subscription place = vendors.subscribe();
                asksForAll(push, alice, place);
                Town town = new Town(vendors);
                town.settle(postgres.database(), 20, "web-push");
                town.write(100, 100).join();
                soon().until(() -> town.outcome().missing() == 0);

                soon().until(() -> traces.all().contains("/push/test"));
                soon().until(() -> traces.all().contains("/ledger"));
                assertThat(traces.all())
                        .contains("parley-push")
                        .doesNotContain("secretword")
                        .doesNotContain(place.endpoint())
                        .doesNotContain(place.p256dh())
                        .doesNotContain(place.auth())
                        .doesNotContain(alice.token())
                        .doesNotContain(PushUnderTest.VAPID_KEY)
                        .doesNotContain("vapid t=")
                        .doesNotContain("PRIVATE KEY")
                        .doesNotContain("Bearer ");
                assertThat(town.places()).noneMatch(traces.all()::contains);
            }
        }
    }

    private static void asksForAll(PushProcess push, Visitor alice, Subscription place)
            throws Exception {
        String target =
                """
                {"target":{"kind":"web-push","endpoint":"%s","keys":{"p256dh":"%s","auth":"%s"}}}
                """
                        .formatted(place.endpoint(), place.p256dh(), place.auth());
        assertThat(push.send("PUT", "/devices/phone", alice.token(), target).statusCode())
                .isEqualTo(200);
        String trial = "{\"device\":\"phone\"}";
        assertThat(push.send("POST", "/push/test", alice.token(), trial).statusCode())
                .isEqualTo(200);
        for (String path : List.of("/devices", "/ledger", "/mutes"))
            assertThat(push.send("GET", path, alice.token(), "").statusCode()).isEqualTo(200);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
