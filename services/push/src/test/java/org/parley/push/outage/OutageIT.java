package org.parley.push.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.contracts.KafkaTopic;
import org.parley.push.PushUnderTest;
import org.parley.push.Said;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.Kill;
import org.parley.testkit.Log;
import org.parley.testkit.OwnPostgres;
import org.parley.testkit.Stack;

/**
 * Whatever is killed, and whichever vendor is away: everybody is told, and hardly anybody twice.
 */
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class OutageIT {

    private static final int MESSAGES = Integer.getInteger("parley.push.messages", 10_000);
    private static final int PER_SECOND = 250;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private Vendors vendors;
    private OwnPostgres postgres;
    private Map<String, String> configuration;

    @BeforeEach
    void ownPostgresAndVendors() throws Exception {
        new Kill(Stack.shared()).awaitReady("kafka");
        postgres = new OwnPostgres();
        vendors = new Vendors();
        configuration = new HashMap<>(PushUnderTest.environment(postgres.database()));
        configuration.putAll(vendors.configuration());
        configuration.put("parley.push.lease", "6s");
        configuration.put("quarkus.log.category.\"org.parley\".level", "DEBUG");
        startPostgres();
    }

    @AfterEach
    void stop() {
        vendors.close();
        postgres.close();
        new Kill(Stack.shared()).awaitReady("kafka");
    }

    @Test
    void everyMessageIsToldOfWhileEverythingIsKilled() throws Exception {
        try (PushProcess one = new PushProcess(configuration, "push-one-" + unique);
                PushProcess other = new PushProcess(configuration, "push-other-" + unique)) {
            soon().until(() -> one.isReady() && other.isReady());
            Town town = new Town(vendors);
            town.settle(postgres.database(), 200, "web-push");
            CompletableFuture<Void> writing = town.write(MESSAGES, PER_SECOND);

            after(town, 0.2);
            one.kill();
            one.start();
            after(town, 0.4);
            postgres.kill();
            startPostgres();
            after(town, 0.6);
            new Kill(Stack.shared()).minus9("kafka");
            after(town, 0.8);
            other.kill();
            other.start();
            writing.join();

            soon().until(() -> town.outcome().missing() == 0);
            settled();
            Town.Outcome outcome = town.outcome();
            System.out.printf(
                    "MEASURED messages=%d notifications=%d missing=%d repeats=%d%n",
                    MESSAGES, outcome.notifications(), outcome.missing(), outcome.repeats());
            assertThat(outcome.missing()).isZero();
            assertThat(outcome.repeats()).isLessThan(Math.max(2, MESSAGES / 1_000));
            assertThat(vendors.state().getList("problems")).isEmpty();
            saysNothingSecret(one);
            saysNothingSecret(other);
        }
    }

    /** What was said, to which address, by which key: in no log and no metric. */
    private void saysNothingSecret(PushProcess push) throws Exception {
        String all = Files.readString(push.log()) + push.send("GET", "/q/metrics", "", "").body();
        assertThat(all).contains("parley_push_outcomes_total");
        assertThat(all)
                .doesNotContain("secretword")
                .doesNotContain("/push/")
                .doesNotContain(PushUnderTest.VAPID_KEY)
                .doesNotContain("vapid t=")
                .doesNotContain("PRIVATE KEY")
                .doesNotContain("Bearer ");
    }

    @Test
    void aVendorThatIsAwayLosesNothingAndDisturbsNobody() throws Exception {
        // Ten minutes, ten times as fast: pauses of a tenth, and a minute of it.
        configuration.put("parley.push.retry.first", "200ms");
        configuration.put("parley.push.retry.longest", "6s");
        configuration.put("parley.push.breaker.first", "500ms");
        configuration.put("parley.push.breaker.longest", "6s");
        try (PushProcess push = new PushProcess(configuration, "push-away-" + unique)) {
            soon().until(push::isReady);
            Town web = new Town(vendors);
            web.settle(postgres.database(), 300, "web-push");
            Town android = new Town(vendors);
            android.settle(postgres.database(), 50, "fcm");
            android.write(200, 100).join();
            soon().until(() -> android.outcome().missing() == 0);
            long before = push.megabytes();

            vendors.always("web", Map.of("status", 503));
            CompletableFuture<Void> writing = web.write(9_000, 150);
            long most = before;
            while (!writing.isDone()) {
                long asked = System.nanoTime();
                android.write(10, 100).join();
                soon().until(() -> android.outcome().missing() == 0);
                assertThat(Duration.ofNanos(System.nanoTime() - asked))
                        .isLessThan(Duration.ofSeconds(10));
                most = Math.max(most, push.megabytes());
            }
            assertThat(web.outcome().notifications()).isZero();
            vendors.behave("web");
            soon().until(() -> web.outcome().missing() == 0);
            System.out.printf(
                    "MEASURED vendor away 60 s: messages=9000 memory before=%d MB, most=%d MB, after=%d MB,"
                            + " notifications=%d repeats=%d%n",
                    before,
                    most,
                    push.megabytes(),
                    web.outcome().notifications(),
                    web.outcome().repeats());
            assertThat(most).isLessThan(before + 150);
            assertThat(web.outcome().repeats()).isZero();
        }
    }

    @Test
    void aGroupOfAThousandIsToldQuickly() throws Exception {
        try (PushProcess push = new PushProcess(configuration, "push-group-" + unique)) {
            soon().until(push::isReady);
            Town town = new Town(vendors);
            town.settle(postgres.database(), 900, "fcm");
            List<String> members = town.people();
            String group = Said.group("A thousand", members.toArray(String[]::new));
            for (int i = 900; i < 999; i++) Said.joins(group, "online-" + i + "-" + unique, 1);
            soon().until(() -> count("SELECT count(*) FROM member WHERE since IS NOT NULL") >= 999);
            int rounds = 5;
            Duration cpu = push.cpu();
            long started = System.nanoTime();
            for (int round = 1; round <= rounds; round++) {
                Said said = Said.by("speaker-" + unique, group, "secretword round " + round);
                new Log(Stack.shared()).write(KafkaTopic.MESSAGES, group, said.json());
                int expected = round * 900;
                soon().pollInterval(Duration.ofMillis(20))
                        .until(() -> vendors.state().getInt("received") >= expected);
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            double busy = push.cpu().minus(cpu).toMillis() / 1e3;
            // Each round waits for the log, for what else may come, and for the last.
            System.out.printf(
                    "MEASURED group of 1,000, 900 offline: %d rounds in %.1f s, %.0f pushes/s, %.2f CPU-s of push for 1,000"
                            + " pushes%n",
                    rounds, seconds, rounds * 900 / seconds, busy * 1_000 / (rounds * 900));
            assertThat(vendors.counts().values()).allMatch(count -> count == rounds);
        }
    }

    private long count(String sql) throws Exception {
        try (var connection = postgres.database().connect();
                var result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void aServiceThatIsThereFirstSaysWhatItWaitsFor() throws Exception {
        postgres.kill();
        try (PushProcess push = new PushProcess(configuration, "push-first-" + unique)) {
            soon().untilAsserted(() ->
                    assertThat(push.readiness())
                            .contains("DOWN")
                            .contains("waiting to migrate PostgreSQL")
                            .containsIgnoringCase("refused"));
            startPostgres();
            soon().until(push::isReady);
        }
    }

    private static void after(Town town, double part) {
        soon().pollInterval(Duration.ofMillis(20)).until(() -> town.published() >= MESSAGES * part);
    }

    private void settled() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count("SELECT count(*) FROM pending") == 0);
    }

    private void startPostgres() throws IOException {
        postgres.start();
        soon().until(() -> {
            if (!postgres.isAlive()) postgres.start();
            return postgres.answers();
        });
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(180))
                .ignoreExceptionsInstanceOf(IOException.class)
                .pollInterval(Duration.ofMillis(300));
    }
}
