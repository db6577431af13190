package org.parley.push.device;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.parley.push.gateway.VapidKey;
import org.parley.push.problem.Person;
import org.parley.push.problem.Refusal;

@Path("/vapid-key")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Devices")
class VapidResource {

    private final Person person;
    private final VapidKey key;

    VapidResource(Person person, VapidKey key) {
        this.person = person;
        this.key = key;
    }

    @GET
    @Operation(
            operationId = "vapidKey",
            summary = "The key that a browser or distributor subscribes with",
            description =
                    "`applicationServerKey` of the browser's `pushManager.subscribe`. 409 where this server"
                            + " offers no Web Push.")
    public KeyView get() {
        person.id();
        return new KeyView(key.publicKey().orElseThrow(() -> new Refusal.NotOffered("Web Push")));
    }

    @Schema(name = "VapidKey")
    record KeyView(@Schema(description = "65 bytes as base64url.") String key) {}
}
