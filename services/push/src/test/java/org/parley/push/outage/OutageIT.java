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

    /** With the pauses of production, where somebody has the time; 0: ten times as fast. */
    private static final int REAL_MINUTES = Integer.getInteger("parley.push.away.minutes", 0);

    private static final int MESSAGES = Integer.getInteger("parley.push.messages", 10_000);
    private static final int PER_SECOND = 250;
    private static final Duration LEASE = Duration.ofSeconds(6);

    /** After kill -9 as many may be told twice: the default of requests to one server. */
    private static final int UNDER_WAY = 4;

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
        configuration.put("parley.push.lease", LEASE.toString());
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
            assertThat(outcome.repeats()).isLessThanOrEqualTo(2 * UNDER_WAY);
            assertThat(outcome.repeats()).isLessThan(Math.max(2, MESSAGES / 1_000));
            assertThat(vendors.state().getList("problems")).isEmpty();
            saysNothingSecret(one);
            saysNothingSecret(other);
        }
    }

    /**
     * Vendors answer while PostgreSQL is away, and it comes back when leases are over; the one is
     * back at once, while the other still has to record.
     */
    @Test
    void whatWasSentBeforeALongOutageIsNotSentAgain() throws Exception {
        configuration.put("parley.push.in-flight-per-host", "16");
        Map<String, String> quick = new HashMap<>(configuration);
        quick.put("parley.push.longest-pause", "100ms");
        configuration.put("parley.push.first-pause", "2s");
        try (PushProcess one = new PushProcess(configuration, "push-held-one-" + unique);
                PushProcess other = new PushProcess(quick, "push-held-other-" + unique)) {
            soon().until(() -> one.isReady() && other.isReady());
            Town town = new Town(vendors);
            town.settle(postgres.database(), 32, "web-push");
            vendors.always("web", Map.of("slow", 2_000));
            town.write(32, 1_000).join();
            soon().pollInterval(Duration.ofMillis(20))
                    .until(() -> vendors.state().getInt("received") >= 16);
            postgres.kill();
            Thread.sleep(LEASE.plusSeconds(3));
            vendors.behave("web");
            startPostgres();

            soon().until(() -> town.outcome().missing() == 0);
            settled();
            assertThat(town.outcome().repeats()).isZero();
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
        if (REAL_MINUTES == 0) tenTimesAsFast();
        int seconds = REAL_MINUTES == 0 ? 60 : REAL_MINUTES * 60;
        try (PushProcess push = new PushProcess(configuration, "push-away-" + unique)) {
            soon().until(push::isReady);
            Town web = new Town(vendors);
            web.settle(postgres.database(), 300, "web-push");
            tellsOf("fcm");
            long before = push.megabytes();

            vendors.always("web", Map.of("status", 503));
            CompletableFuture<Void> writing = web.write(9_000, 9_000 / seconds);
            long most = before;
            Duration slowest = Duration.ZERO;
            while (!writing.isDone()) {
                Duration took = tellsOf("fcm");
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                assertThat(took).isLessThan(Duration.ofSeconds(10));
                most = Math.max(most, push.megabytes());
            }
            assertThat(web.outcome().notifications()).isZero();
            vendors.behave("web");
            soon().until(() -> web.outcome().missing() == 0);
            System.out.printf(
                    "MEASURED vendor away %d s: messages=9000 memory before=%d MB, most=%d MB, after=%d MB,"
                            + " notifications=%d repeats=%d, others told in %d ms at most%n",
                    seconds,
                    before,
                    most,
                    push.megabytes(),
                    web.outcome().notifications(),
                    web.outcome().repeats(),
                    slowest.toMillis());
            assertThat(most).isLessThan(before + 150);
            assertThat(web.outcome().repeats()).isZero();
        }
    }

    /**
     * How long it takes until ten people are told, who are new each time: looking is cheap then.
     */
    private Duration tellsOf(String kind) throws Exception {
        Town town = new Town(vendors);
        town.settle(postgres.database(), 10, kind);
        long asked = System.nanoTime();
        town.write(10, 100).join();
        soon().until(() -> town.outcome().missing() == 0);
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Ten minutes in one: pauses of a tenth. */
    private void tenTimesAsFast() {
        configuration.put("parley.push.retry.first", "200ms");
        configuration.put("parley.push.retry.longest", "6s");
        configuration.put("parley.push.breaker.first", "500ms");
        configuration.put("parley.push.breaker.longest", "6s");
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
