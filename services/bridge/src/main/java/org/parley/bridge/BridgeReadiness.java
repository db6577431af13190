package org.parley.bridge;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says for each part that it is ready, or what it waits for. */
@Readiness
@Singleton
class BridgeReadiness implements HealthCheck {

    private final Conditions conditions;

    @Inject
    BridgeReadiness(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("bridge");
        var missing = conditions.all();
        missing.forEach((part, reason) ->
                response.withData(
                        part.name().toLowerCase(java.util.Locale.ROOT),
                        reason.isEmpty() ? "ready" : "waiting: " + reason));
        return response.status(missing.values().stream().allMatch(String::isEmpty)).build();
    }
}
