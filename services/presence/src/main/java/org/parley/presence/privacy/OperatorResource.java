package org.parley.presence.privacy;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.parley.presence.Person;

@Path("/operator")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operator", description = "After Kafka's volume was lost.")
class OperatorResource {

    private final Person person;
    private final Visibilities visibilities;
    private final Contacts contacts;

    OperatorResource(Person person, Visibilities visibilities, Contacts contacts) {
        this.person = person;
        this.visibilities = visibilities;
        this.contacts = contacts;
    }

    @POST
    @Path("/repair")
    @RunOnVirtualThread
    @Operation(
            operationId = "repair",
            summary = "Says again on parley.access what PostgreSQL says",
            description = "All settings and contacts, within the next seconds. Harmless.")
    @APIResponse(responseCode = "200", description = "How many there are.")
    public Repaired repair() throws Exception {
        Repaired repaired = new Repaired(visibilities.sayAgain(), contacts.sayAgain());
        Log.infof(
                "says again settings=%d contacts=%d operator=%s",
                repaired.settings(), repaired.contacts(), person.id());
        return repaired;
    }

    @Schema(name = "Repaired")
    record Repaired(int settings, int contacts) {}
}
