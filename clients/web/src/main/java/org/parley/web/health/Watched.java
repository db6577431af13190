package org.parley.web.health;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.parley.web.Upstream;
import org.parley.web.WebConfig;

/** A service that is watched: where it is asked, and how it is now. */
final class Watched {

    private static final Logger LOG = Logger.getLogger(Watched.class);

    /** Of a service, as it was seen last. */
    record Sight(String name, Condition condition, @Nullable Instant since) {}

    final String name;
    final URI readiness;
    final URI metrics;

    /** Down while it works but needs an operator; not every service has it. */
    final @Nullable URI wellness;

    final Readings readings;
    private volatile Sight sight;

    private Watched(
            String name, URI readiness, URI metrics, @Nullable URI wellness, List<Taken> taken) {
        this.name = name;
        this.readiness = readiness;
        this.metrics = metrics;
        this.wellness = wellness;
        this.readings = new Readings(taken);
        this.sight = new Sight(name, Condition.NOT_ASKED, null);
    }

    /** In the order that they are told in: that of a message's way. */
    static List<Watched> all(WebConfig.Upstreams at) {
        Upstream broker = new Upstream("broker", at.broker());
        Upstream push = new Upstream("push", at.push());
        return List.of(
                new Watched(
                        broker.name(),
                        broker.inner("/health/ready"),
                        broker.inner("/metrics"),
                        null,
                        Taken.BROKER),
                ours(new Upstream("bridge", at.bridge()), null, Taken.BRIDGE),
                ours(new Upstream("archive", at.archive()), null, Taken.ARCHIVE),
                ours(new Upstream("groups", at.groups()), null, Taken.GROUPS),
                ours(new Upstream("presence", at.presence()), null, Taken.PRESENCE),
                ours(push, push.inner("/q/health/well"), Taken.PUSH));
    }

    private static Watched ours(Upstream service, @Nullable URI wellness, List<Taken> taken) {
        return new Watched(
                service.name(),
                service.inner("/q/health/ready"),
                service.inner("/q/metrics"),
                wellness,
                taken);
    }

    Sight sight() {
        return sight;
    }

    void seen(Instant at, Condition now) {
        Sight before = sight;
        boolean changed = before.condition().state() != now.state();
        sight = new Sight(name, now, changed ? at : before.since());
        if (changed)
            LOG.infof(
                    "service seen service=%s state=%s waitsFor=%s",
                    name, now.state().wireName(), now.waitsFor());
    }
}
