package org.parley.push.trial;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ClientId;
import org.parley.contracts.UserId;
import org.parley.push.PushConfig;
import org.parley.push.delivery.Sessions;
import org.parley.push.device.Device;
import org.parley.push.device.Devices;
import org.parley.push.egress.Destinations;
import org.parley.push.gateway.Gateways;
import org.parley.push.gateway.Notification;
import org.parley.push.gateway.Outcome;
import org.parley.push.gateway.Target;
import org.parley.push.ledger.Ledger;
import org.parley.push.problem.Refusal;

/** Goes the way of a message, at once and step by step, and says at each what it found. */
@ApplicationScoped
class Trial {

    private static final Duration TTL = Duration.ofMinutes(10);

    private final Gateways gateways;
    private final Destinations destinations;
    private final Sessions sessions;
    private final Devices devices;
    private final Ledger ledger;
    private final PushConfig config;
    private final Clock clock;

    Trial(
            Gateways gateways,
            Destinations destinations,
            Sessions sessions,
            Devices devices,
            Ledger ledger,
            PushConfig config,
            Clock clock) {
        this.gateways = gateways;
        this.destinations = destinations;
        this.sessions = sessions;
        this.devices = devices;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    /** One step; after one that failed there is none. */
    record Step(String step, boolean ok, String detail) {}

    void mustNotBeTooOften(UserId user) throws SQLException {
        int most = config.limits().testsPerMinute();
        if (ledger.count(user.value(), "test", clock.instant().minusSeconds(60)) >= most)
            throw new Refusal.TooOften("at most " + most + " tests a minute");
    }

    List<Step> run(UserId user, Device device) throws SQLException {
        List<Step> steps = new ArrayList<>();
        Target target = device.target();
        steps.add(hasTarget(device));
        if (target == null) return steps;
        steps.add(isOffered(target));
        if (!steps.getLast().ok()) return steps;
        if (target instanceof Target.Web web) steps.add(leadsOut(web));
        if (!steps.getLast().ok()) return steps;
        steps.add(session(user, device));
        steps.add(quiet(device));
        steps.add(send(user, device, target));
        return steps;
    }

    private static Step hasTarget(Device device) {
        if (device.target() != null)
            return new Step(
                    "target",
                    true,
                    "registered as " + device.target().kind() + " at " + device.registeredAt());
        return new Step(
                "target",
                false,
                device.goneAt() == null
                        ? "the device has no push target; the client has to register one"
                        : "its target was removed at "
                                + device.goneAt()
                                + ": "
                                + device.goneWhy()
                                + "; the client has to register a new one");
    }

    private Step isOffered(Target target) {
        boolean offered = gateways.offers(target);
        return new Step(
                "vendor",
                offered,
                offered
                        ? "this server has a key for " + target.kind()
                        : target.kind() + " is not set up on this server; ask its operator");
    }

    private Step leadsOut(Target.Web web) {
        try {
            destinations.check(web.endpoint());
            return new Step(
                    "address", true, web.endpoint().getHost() + " is found and may be reached");
        } catch (IOException e) {
            return new Step("address", false, String.valueOf(e.getMessage()));
        }
    }

    /** It says what a message would meet; the test goes on whatever it is. */
    private Step session(UserId user, Device device) {
        Optional<Set<ClientId>> live = sessions.of(Set.of(user.value()));
        if (live.isEmpty())
            return new Step(
                    "session",
                    true,
                    "the broker does not say who is connected: a message waits for "
                            + seconds(config.grace()));
        boolean here =
                live.get().stream().anyMatch(one -> one.device().value().equals(device.device()));
        if (here)
            return new Step(
                    "session",
                    true,
                    "connected: a message comes over MQTT, and is pushed only if the device does not say"
                            + " within "
                            + seconds(config.grace())
                            + " that it has it");
        return new Step(
                "session",
                true,
                live.get().isEmpty()
                        ? "no device of yours is connected: a message is pushed after "
                                + seconds(config.coalesce())
                        : "not connected, another device of yours is: a message is pushed if it is not read"
                                + " there within "
                                + seconds(config.grace()));
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }

    private Step quiet(Device device) {
        @Nullable Instant end =
                device.quietHours() == null
                        ? null
                        : device.quietHours().endAfter(clock.instant()).orElse(null);
        return new Step(
                "quiet hours",
                true,
                end == null
                        ? "none now"
                        : "until " + end + ": a message waits for their end; this test does not");
    }

    private Step send(UserId user, Device device, Target target) throws SQLException {
        Instant now = clock.instant();
        Notification notification =
                new Notification(
                        Notification.TEST,
                        "test",
                        null,
                        null,
                        null,
                        null,
                        device.previews() ? "This is a test." : null,
                        0,
                        0,
                        true,
                        false,
                        true,
                        now,
                        now.plus(TTL));
        Outcome outcome = gateways.push(target, notification);
        String said =
                switch (outcome) {
                    case Outcome.Accepted(String why) -> "the vendor took it: " + why;
                    case Outcome.Later later ->
                            "not now: " + later.why() + "; a message would be tried again";
                    case Outcome.Refused(String why) -> "refused: " + why;
                    case Outcome.Dead(String why) -> "the target is dead and was removed: " + why;
                };
        if (outcome instanceof Outcome.Dead(String why))
            devices.gone(user, device.device(), target, why);
        ledger.write(user.value(), device.device(), "test", said, now);
        return new Step("send", outcome instanceof Outcome.Accepted, said);
    }
}
