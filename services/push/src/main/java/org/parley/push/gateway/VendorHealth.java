package org.parley.push.gateway;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Down while a vendor does not take our key: somebody has to renew it. Not part of readiness, for
 * nothing would be better if this process got no requests.
 */
@Wellness
@ApplicationScoped
class VendorHealth implements HealthCheck {

    private final Credentials credentials;
    private final Gateways gateways;

    VendorHealth(Credentials credentials, Gateways gateways) {
        this.credentials = credentials;
        this.gateways = gateways;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Credentials.Trouble> troubles = credentials.troubles();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("push vendors");
        response.withData("offered", String.join(" ", gateways.offered()));
        troubles.forEach((vendor, trouble) ->
                response.withData(
                        vendor,
                        "does not take our key since " + trouble.since() + ": " + trouble.why()));
        return response.status(troubles.isEmpty()).build();
    }
}
