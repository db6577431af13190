package org.parley.broker.extension;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.admin.LifecycleStage;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Tally;
import org.parley.broker.live.BackchannelLogout;
import org.parley.broker.live.ConnectionList;
import org.parley.broker.live.Connections;
import org.parley.broker.live.EndReason;
import org.parley.broker.live.Endpoints;
import org.parley.broker.live.ServicesOnly;
import org.parley.broker.login.Discovery;
import org.parley.broker.login.EndedLogins;
import org.parley.broker.login.IssuerKeys;
import org.parley.broker.login.IssuerTokens;
import org.parley.broker.login.KeyFile;
import org.parley.broker.login.LoginPace;
import org.parley.broker.login.LoginRules;
import org.parley.contracts.TopicAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the rules into HiveMQ. A broker without them would let nobody in or, worse, everybody; so
 * where the extension cannot start, it stops the whole process and says why.
 */
public final class ParleyExtension implements ExtensionMain {

    /** A metric that is there once the extension guards the broker. */
    public static final String STARTED = "org.parley.broker.started";

    private static final Logger LOG = LoggerFactory.getLogger(ParleyExtension.class);

    private final Clock clock = Clock.systemUTC();
    private final Tally tally = new Tally();
    private final ScheduledExecutorService timer = thread("parley-timer");

    /** Of its own: no regular task holds up who waits for his turn. */
    private final ScheduledExecutorService turns = thread("parley-turns");

    private @Nullable IssuerKeys keys;
    private @Nullable Endpoints endpoints;
    private @Nullable Memberships memberships;

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        try {
            Path data = input.getServerInformation().getDataFolder().toPath();
            start(BrokerSettings.from(System.getenv()), data);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("broker cannot start: {}", e.getMessage(), e);
            // HiveMQ would go on without us, and leave a DISABLED file behind for the next start.
            Runtime.getRuntime().halt(1);
        }
    }

    private void start(BrokerSettings settings, Path data) throws IOException {
        InFlightWindow.widen(settings.inFlight());
        String issuer = settings.issuer().toString();
        IssuerKeys issuerKeys =
                new IssuerKeys(
                        new Discovery(settings.issuer(), settings.keysUrl()),
                        new KeyFile(data.resolve("parley").resolve("issuer-keys.json"), issuer),
                        settings.keysRefresh(),
                        System::nanoTime);
        keys = issuerKeys;
        issuerKeys.start();
        IssuerTokens tokens = new IssuerTokens(issuerKeys, issuer, clock);
        EndedLogins ended = new EndedLogins(clock);
        ClientService clients = Services.clientService();
        Memberships groups =
                new Memberships(
                        settings,
                        data.resolve("parley"),
                        Services.subscriptionStore(),
                        clients,
                        timer,
                        clock);
        memberships = groups;
        TopicAccess access = new TopicAccess(groups.access());
        Connections connections =
                new Connections(
                        settings,
                        (id, reason) -> disconnect(clients, id, reason),
                        issuerKeys::ask,
                        tally,
                        clock);
        LoginRules rules = new LoginRules(tokens, access, ended);
        LoginPace pace = new LoginPace(settings.logins(), System::nanoTime);
        guard(
                settings,
                new Doorkeeper(
                        settings,
                        rules,
                        issuerKeys,
                        pace,
                        connections,
                        groups.index(),
                        turns,
                        tally),
                connections,
                groups,
                access);
        BackchannelLogout logout =
                new BackchannelLogout(
                        tokens,
                        issuerKeys::ask,
                        settings.logoutClients(),
                        ended,
                        connections,
                        clock);
        groups.start();
        ConnectionList list =
                new ConnectionList(
                        connections, new ServicesOnly(rules, issuerKeys::ask, tally), clock);
        listen(settings, issuerKeys, logout, list, connections, groups, pace);
        every(1, connections::endExpired);
        every(60, connections::forgetIdle);
        every(60, ended::forgetOld);
        every(60, logout::forgetOld);
        every(3_600, () -> groups.tidy(connections));
        Gauge<Integer> open = connections::count;
        MetricRegistry metrics = Services.metricRegistry();
        metrics.register(STARTED, open);
    }

    private static void disconnect(ClientService clients, String clientId, EndReason reason) {
        var unused =
                clients.disconnectClient(clientId, false, ReasonCodes.of(reason), reason.text())
                        .exceptionally(failure -> {
                            LOG.error("not disconnected client={}", clientId, failure);
                            return false;
                        });
    }

    private void guard(
            BrokerSettings settings,
            Doorkeeper doorkeeper,
            Connections connections,
            Memberships groups,
            TopicAccess access) {
        TopicGuard topics = new TopicGuard(connections, access, tally);
        Farewell farewell = new Farewell(connections);
        SessionLimits limits = new SessionLimits(settings.sessionExpiry().toSeconds());
        Services.securityRegistry().setAuthenticatorProvider(input -> doorkeeper);
        Services.securityRegistry().setAuthorizerProvider(input -> topics);
        Services.interceptorRegistry().setConnectInboundInterceptorProvider(input -> limits);
        Services.eventRegistry().setClientLifecycleEventListener(input -> farewell);
        Services.initializerRegistry()
                .setClientInitializer((input, client) -> {
                    client.addDisconnectInboundInterceptor(limits);
                    SubscribeWatch watch = groups.watch();
                    client.addSubscribeInboundInterceptor(watch);
                    client.addSubackOutboundInterceptor(watch);
                    gate(input, client, connections, access);
                });
    }

    private void gate(
            InitializerInput input,
            ClientContext client,
            Connections connections,
            TopicAccess access) {
        String id = input.getClientInformation().getClientId();
        ConnectionNumber.of(input.getConnectionInformation()).stream()
                .mapToObj(number -> connections.find(id, number))
                .flatMap(Optional::stream)
                .map(connection -> new PublishGate(connection, access, tally))
                .forEach(client::addPublishInboundInterceptor);
    }

    private void listen(
            BrokerSettings settings,
            IssuerKeys issuerKeys,
            BackchannelLogout logout,
            ConnectionList list,
            Connections connections,
            Memberships groups,
            LoginPace pace)
            throws IOException {
        if (settings.httpPort().isEmpty()) return;
        HiveMqMetrics hiveMq = new HiveMqMetrics(Services.metricRegistry());
        Endpoints http =
                new Endpoints(
                        new InetSocketAddress(settings.bind(), settings.httpPort().getAsInt()),
                        logout,
                        list,
                        () -> waitsFor(issuerKeys),
                        groups::health,
                        () ->
                                tally.scrape()
                                        + gauge("parley_connections", connections.count())
                                        + gauge("parley_login_line_ms", pace.line().toMillis())
                                        + groups.scrape()
                                        + hiveMq.scrape());
        http.start();
        endpoints = http;
    }

    private static Optional<String> waitsFor(IssuerKeys issuerKeys) {
        if (!issuerKeys.areKnown()) return Optional.of(issuerKeys.waitsFor());
        return Services.adminService().getCurrentStage() == LifecycleStage.STARTED_SUCCESSFULLY
                ? Optional.empty()
                : Optional.of("waiting for the broker's listeners");
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
    }

    private static String gauge(String name, long value) {
        return "# TYPE " + name + " gauge\n" + name + " " + value + "\n";
    }

    private void every(int seconds, Runnable task) {
        var unused =
                timer.scheduleWithFixedDelay(
                        () -> quietly(task), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // The timer would never run it again.
            LOG.error("a regular task failed", e);
        }
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        timer.shutdownNow();
        turns.shutdownNow();
        if (endpoints != null) endpoints.close();
        if (memberships != null) memberships.close();
        if (keys != null) keys.close();
    }
}
