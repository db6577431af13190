package org.parley.cli.doctor;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.doctor.Probe.Missed;
import org.parley.cli.failure.Failure;
import org.parley.cli.login.AccessToken;
import org.parley.cli.login.Logins.Identity;
import org.parley.cli.server.LocalStack;
import org.parley.cli.server.Server;
import org.parley.cli.web.Web;

/** Follows one message through the system, and says at which hop it stops. */
public final class Doctor {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LIVE = Duration.ofSeconds(5);
    private static final Duration STORED = Duration.ofSeconds(20);

    private final Server server;
    private final Identity me;
    private final Archive archive;
    private final Web web;
    private final Clock clock;
    private final Consumer<Finding> listener;
    private boolean healthy = true;

    public Doctor(
            Server server,
            Identity me,
            Archive archive,
            Web web,
            Clock clock,
            Consumer<Finding> listener) {
        this.server = server;
        this.me = me;
        this.archive = archive;
        this.web = web;
        this.clock = clock;
        this.listener = listener;
    }

    /** Whether all is well. */
    public boolean examine() {
        services().forEach((name, base) -> tell(Readiness.of(name, base, web)));
        AccessToken token = login();
        if (token == null) unknown("broker", "live", "stored", "found");
        else follow(token);
        return healthy;
    }

    private Map<String, URI> services() {
        return server.stack()
                .map(LocalStack::services)
                .orElseGet(() -> new LinkedHashMap<>(Map.of("archive", server.archive())));
    }

    private @Nullable AccessToken login() {
        try {
            AccessToken token = me.tokens().renewed();
            tell(
                    LoginCheck.check(token, server.issuer(), clock)
                            .orElseGet(
                                    () -> Finding.ok("login", "a token from " + server.issuer())));
            return token;
        } catch (Failure failure) {
            tell(Finding.failed("login", String.valueOf(failure.getMessage()), failure.next()));
            return null;
        }
    }

    private void follow(AccessToken token) {
        try (Probe probe = new Probe(server.mqtt(), me.user(), clock)) {
            if (!connected(probe, token)) {
                unknown("live", "stored", "found");
                return;
            }
            live(probe);
            stored(probe);
            found(probe);
        }
    }

    private boolean connected(Probe probe, AccessToken token) {
        try {
            Duration took = probe.connect(token, CONNECT).plus(probe.publish(CONNECT));
            tell(
                    Finding.ok(
                            "broker",
                            "%s: connected, subscribed, published in %d ms"
                                    .formatted(server.mqtt(), took.toMillis())));
            return true;
        } catch (Missed missed) {
            tell(
                    Finding.failed(
                            "broker",
                            server.mqtt() + ": " + missed.getMessage(),
                            "Is it running? Its log names the rule that a refused client broke."));
            return false;
        }
    }

    private void live(Probe probe) {
        try {
            Duration took = probe.received(LIVE);
            tell(Finding.ok("live", "received " + took.toMillis() + " ms after its PUBACK"));
        } catch (Missed missed) {
            tell(
                    Finding.failed(
                            "live",
                            "my own message did not come back: " + missed.getMessage(),
                            "The broker took it, but delivers nothing: look into its log."));
        }
    }

    private void stored(Probe probe) {
        try {
            Duration took = probe.stored(STORED);
            tell(
                    Finding.ok(
                            "stored",
                            "through bridge, Kafka, archive and PostgreSQL, and the receipt back, in "
                                    + took.toMillis()
                                    + " ms"));
        } catch (Missed missed) {
            tell(
                    Finding.failed(
                            "stored",
                            "no stored receipt: " + missed.getMessage(),
                            "Nothing is lost: it waits at the hop that is not ready above"
                                    + " (bridge, Kafka, archive, PostgreSQL)."));
        }
    }

    private void found(Probe probe) {
        try {
            if (archive.has(probe.id())) tell(Finding.ok("found", "the archive shows it"));
            else
                tell(
                        Finding.failed(
                                "found",
                                "the archive does not have it yet",
                                "Look at the lag of its consumer group parley-archive."));
        } catch (Failure failure) {
            tell(Finding.failed("found", String.valueOf(failure.getMessage()), failure.next()));
        }
    }

    private void unknown(String... hops) {
        for (String hop : hops) tell(Finding.unknown(hop, "not tried: an earlier hop failed"));
    }

    private void tell(Finding finding) {
        if (finding.state() == Finding.State.FAILED) healthy = false;
        listener.accept(finding);
    }
}
