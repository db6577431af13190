package org.parley.bridge;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down where only a restart helps: the thread that carries all messages has ended. */
@Liveness
@Singleton
class BridgeLiveness implements HealthCheck {

    private final Inbound inbound;

    @Inject
    BridgeLiveness(Inbound inbound) {
        this.inbound = inbound;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("inbound thread").status(inbound.isAlive()).build();
    }
}
