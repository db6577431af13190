package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.services.session.ClientService;
import com.hivemq.extension.sdk.api.services.subscription.SubscriptionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.parley.broker.BrokerSettings;
import org.parley.broker.access.AccessLog;
import org.parley.broker.access.Freshness;
import org.parley.broker.access.KnownAccess;
import org.parley.broker.live.Connections;
import org.parley.broker.sessions.SessionIndex;
import org.parley.broker.sessions.SessionSubscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of it that concerns groups, blocks and who sees whom, put together. */
final class Memberships implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Memberships.class);
    private static final Duration RECONCILE = Duration.ofSeconds(30);

    private final KnownAccess access;
    private final SessionIndex index = new SessionIndex();
    private final ClientService clients;
    private final SessionSubscriptions subscriptions;
    private final @Nullable AccessLog log;
    private final Duration wait;

    Memberships(
            BrokerSettings settings,
            Path folder,
            SubscriptionStore store,
            ClientService clients,
            ScheduledExecutorService executor,
            Clock clock) {
        this.access = new KnownAccess(folder.resolve("access"), clock);
        this.clients = clients;
        this.subscriptions =
                new SessionSubscriptions(
                        access,
                        access::groupsOf,
                        new HiveMqSubscriptions(store, clients),
                        index,
                        executor);
        this.log =
                settings.kafka().isEmpty()
                        ? null
                        : new AccessLog(settings.kafka(), access, subscriptions);
        this.wait = settings.accessWait();
    }

    /**
     * Before anybody can connect. Whoever was removed while the broker was away shall not be heard
     * again, so it waits a moment for the log; without it, what was known last is enforced.
     */
    void start() {
        boolean knowsSomething = access.remember();
        subscriptions.replaced();
        if (log == null) access.waitsFor("KAFKA_BOOTSTRAP_SERVERS, which is not set");
        else log.start();
        if (log != null && knowsSomething) log.awaitFirstRead(wait);
        awaitReconciled();
    }

    private void awaitReconciled() {
        try {
            subscriptions.reconciled().get(RECONCILE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("sessions not reconciled yet reason={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    KnownAccess access() {
        return access;
    }

    SessionIndex index() {
        return index;
    }

    SubscribeWatch watch() {
        return new SubscribeWatch(subscriptions);
    }

    /** To be called now and then. */
    void tidy(Connections connections) {
        access.tidy();
        index.forgetIf(id -> !connections.isOpen(id) && clients.getSession(id).join().isEmpty());
    }

    /** For health: members of a JSON object. */
    String health() {
        return switch (access.freshness().state()) {
            case Freshness.State.Unknown unknown ->
                    "\"access\":{\"state\":\"unknown\",\"waitsFor\":\""
                            + unknown.waitsFor()
                            + "\"}";
            case Freshness.State.Stale stale ->
                    "\"access\":{\"state\":\"stale\",\"since\":\""
                            + stale.since()
                            + "\",\"waitsFor\":\""
                            + stale.waitsFor()
                            + "\"}";
            case Freshness.State.Live live -> "\"access\":{\"state\":\"live\"}";
        };
    }

    /** In Prometheus' text format. */
    String scrape() {
        StringBuilder out = new StringBuilder();
        Optional<Duration> age = access.freshness().age();
        metric("parley_access_known", age.isPresent() ? 1 : 0, out);
        metric("parley_access_age_seconds", age.map(Duration::toSeconds).orElse(0L), out);
        access.counts().forEach((name, value) -> metric(name, value, out));
        subscriptions.counts().forEach((name, value) -> metric(name, value, out));
        if (log != null) {
            metric("parley_access_unreadable_total", log.unreadable(), out);
            metric("parley_access_read_seconds", log.readIn().toMillis() / 1_000.0, out);
        }
        return out.toString();
    }

    private static void metric(String name, Number value, StringBuilder out) {
        String type = name.endsWith("_total") ? "counter" : "gauge";
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        out.append(name).append(' ').append(value).append('\n');
    }

    @Override
    public void close() {
        if (log != null) log.close();
        access.close();
    }
}
