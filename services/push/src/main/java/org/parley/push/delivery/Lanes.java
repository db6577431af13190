package org.parley.push.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.push.PushConfig;

/** All lanes that are in use. There from the start, so that its metrics are. */
@Startup
@ApplicationScoped
class Lanes {

    private static final int REMEMBERED = 1_000;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final PushConfig config;
    private final Clock clock;

    Lanes(PushConfig config, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        meters.gauge("parley.push.in.flight", this, Lanes::underWay);
        meters.gauge("parley.push.lanes.open", this, Lanes::open);
    }

    Lane of(String name) {
        if (lanes.size() > REMEMBERED)
            lanes.values().removeIf(lane -> lane.underWay() == 0 && !lane.breaker().isOpen());
        return lanes.computeIfAbsent(name, this::make);
    }

    private Lane make(String name) {
        PushConfig.Breaker breaker = config.breaker();
        return new Lane(
                name,
                Lane.isWeb(name) ? config.inFlightPerHost() : config.inFlight(),
                new Breaker(breaker.failures(), breaker.first(), breaker.longest()));
    }

    /** How many may be sent now through this one. */
    int allowed(Lane lane) {
        int free = lane.free();
        if (Lane.isWeb(lane.name()))
            free = Math.min(free, Math.max(0, config.inFlightWeb() - underWayToWeb()));
        Instant now = clock.instant();
        return free == 0 ? 0 : lane.breaker().allows(free, now);
    }

    private int underWayToWeb() {
        return lanes.values().stream()
                .filter(lane -> Lane.isWeb(lane.name()))
                .mapToInt(Lane::underWay)
                .sum();
    }

    int underWay() {
        return lanes.values().stream().mapToInt(Lane::underWay).sum();
    }

    private long open() {
        return lanes.values().stream().filter(lane -> lane.breaker().isOpen()).count();
    }
}
