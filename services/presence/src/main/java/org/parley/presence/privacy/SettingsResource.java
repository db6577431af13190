package org.parley.presence.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Visibility;
import org.parley.presence.Person;
import org.parley.presence.problem.BadParameter;

@Path("/settings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Settings", description = "Who sees my presence.")
class SettingsResource {

    private static final String RULE = "it is everyone, contacts or nobody";

    private final Person person;
    private final Visibilities visibilities;

    SettingsResource(Person person, Visibilities visibilities) {
        this.person = person;
        this.visibilities = visibilities;
    }

    @GET
    @Operation(operationId = "settings", summary = "My settings")
    @APIResponse(responseCode = "200", description = "As they are, or as they are by default.")
    public Uni<SettingsView> get() {
        return visibilities.of(person.id()).map(SettingsView::of);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "changeSettings",
            summary = "Changes my settings",
            description =
                    "Answered when it is kept and on its way to the broker for good, which then ends the"
                            + " subscriptions of those who may not see me any more. Repeating is harmless.")
    @APIResponse(responseCode = "200", description = "As they are now.")
    public SettingsView put(
            @RequestBody(content = @Content(schema = @Schema(implementation = SettingsView.class)))
                    @Nullable JsonNode body)
            throws Exception {
        JsonNode wanted = body == null ? MissingNode.getInstance() : body.path("visibility");
        if (wanted.isMissingNode()) throw BadParameter.missing("visibility", RULE);
        Visibility visibility =
                Visibility.parse(wanted.asText())
                        .orElseThrow(() -> new BadParameter("visibility", wanted.asText(), RULE));
        visibilities.set(person.id(), visibility);
        return SettingsView.of(visibility);
    }

    @Schema(name = "PresenceSettings")
    record SettingsView(
            @Schema(
                            enumeration = {"everyone", "contacts", "nobody"},
                            description =
                                    "`contacts`: with whom I share a conversation, direct or in a group;"
                                            + " the default. Whom I block never sees me.")
                    String visibility) {
        static SettingsView of(Visibility visibility) {
            return new SettingsView(visibility.wireName());
        }
    }
}
