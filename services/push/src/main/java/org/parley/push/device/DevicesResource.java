package org.parley.push.device;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.DeviceId;
import org.parley.push.gateway.Target;
import org.parley.push.problem.BadParameter;
import org.parley.push.problem.Person;

@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(
        name = "Devices",
        description =
                "My devices, and the push target of each. A device is named as in the MQTT client id"
                        + " `{user}:{device}`: that is how it is known which of them are connected.")
class DevicesResource {

    private final Person person;
    private final Devices devices;

    DevicesResource(Person person, Devices devices) {
        this.person = person;
        this.devices = devices;
    }

    @GET
    @Operation(operationId = "devices", summary = "My devices")
    public DeviceList list() throws SQLException {
        return new DeviceList(devices.of(person.id()).stream().map(DeviceView::of).toList());
    }

    @GET
    @Path("/{device}")
    @Operation(operationId = "device", summary = "One of them")
    public DeviceView get(@PathParam("device") String device) throws SQLException {
        DeviceId id = known(device);
        return devices.find(person.id(), id)
                .map(DeviceView::of)
                .orElseThrow(() -> Devices.noSuch(id));
    }

    @PUT
    @Path("/{device}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putDevice",
            summary = "Registers a device, or replaces all its settings",
            description =
                    "What is not named is as usual: previews and clears on, no quiet hours, no target."
                            + " Repeating is harmless; do it at each start, for targets change. A target that"
                            + " another device or user had is this device's from now on.")
    public DeviceView put(
            @PathParam("device") String device,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DeviceBody.class)))
                    @Nullable JsonNode body)
            throws SQLException {
        return DeviceView.of(
                devices.put(person.id(), known(device), Settings.of(body, Settings.USUAL)));
    }

    @PATCH
    @Path("/{device}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "patchDevice",
            summary = "Changes what is named",
            description = "`null` takes away a name, a target or quiet hours.")
    public DeviceView patch(
            @PathParam("device") String device,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DeviceBody.class)))
                    @Nullable JsonNode body)
            throws SQLException {
        return DeviceView.of(
                devices.change(person.id(), known(device), before -> Settings.of(body, before)));
    }

    @DELETE
    @Path("/{device}")
    @Operation(
            operationId = "removeDevice",
            summary = "Removes a device: it is told nothing more",
            description = "Do it before logging out. Repeating is harmless.")
    @APIResponse(responseCode = "204", description = "Not there any more.")
    public void remove(@PathParam("device") String device) throws SQLException {
        devices.remove(person.id(), known(device));
    }

    private static DeviceId known(String device) {
        return DeviceId.parse(device)
                .orElseThrow(() -> new BadParameter("device", device, DeviceId.RULE));
    }

    @Schema(name = "DeviceList")
    record DeviceList(List<DeviceView> devices) {}

    /** Read by {@link Settings}, which names what is wrong; this is its description. */
    @Schema(name = "DeviceSettings")
    record DeviceBody(
            @Schema(description = "For people; at most 100 characters.", examples = "my phone")
                    @Nullable String name,
            @Schema(description = "How it is told; without one it is told nothing.")
                    @Nullable TargetBody target,
            @Schema(description = "Whether notifications carry text.", defaultValue = "true")
                    boolean previews,
            @Schema(
                            description =
                                    "Whether it is told, without a sound, that what it shows was read elsewhere.",
                            defaultValue = "true")
                    boolean clears,
            @Nullable QuietHoursView quietHours) {}

    @Schema(name = "Target")
    record TargetBody(
            @Schema(enumeration = {"web-push", "unified-push", "fcm", "apns"}) String kind,
            @Schema(
                            description =
                                    "Of web-push and unified-push: an https URL, as the browser or distributor gave it.")
                    @Nullable String endpoint,
            @Schema(description = "Of web-push and unified-push.") @Nullable KeysBody keys,
            @Schema(description = "Of fcm and apns.") @Nullable String token) {}

    @Schema(name = "TargetKeys")
    record KeysBody(
            @Schema(description = "The public key: 65 bytes as base64url.") String p256dh,
            @Schema(description = "The secret: 16 bytes as base64url.") String auth) {}

    @Schema(
            name = "QuietHours",
            description =
                    "When it is told nothing; what came meanwhile is told once they end, if it was not read.")
    record QuietHoursView(
            @Schema(examples = "22:00") String from,
            @Schema(examples = "07:00", description = "Earlier than `from`: over midnight.")
                    String until,
            @Schema(examples = "Europe/Berlin") String zone) {}

    @Schema(name = "Device", description = "Tokens, endpoints and keys are never told.")
    record DeviceView(
            @Schema(examples = "phone") String device,
            @Nullable String name,
            @Schema(description = "Absent: it is told nothing.") @Nullable TargetView target,
            boolean previews,
            boolean clears,
            @Nullable QuietHoursView quietHours,
            @Schema(description = "When it got its target.") Instant registeredAt,
            @Schema(description = "When its last target was found dead.") @Nullable Instant goneAt,
            @Schema(description = "By what.", examples = "HTTP 410") @Nullable String goneWhy) {

        static DeviceView of(Device device) {
            QuietHours quiet = device.quietHours();
            return new DeviceView(
                    device.device(),
                    device.name(),
                    device.target() == null ? null : TargetView.of(device.target()),
                    device.previews(),
                    device.clears(),
                    quiet == null
                            ? null
                            : new QuietHoursView(
                                    quiet.from().toString(),
                                    quiet.until().toString(),
                                    quiet.zone().getId()),
                    device.registeredAt(),
                    device.goneAt(),
                    device.goneWhy());
        }
    }

    @Schema(name = "TargetView")
    record TargetView(
            @Schema(enumeration = {"web-push", "unified-push", "fcm", "apns"}) String kind,
            @Schema(description = "Of web-push and unified-push.", examples = "push.example.org")
                    @Nullable String host) {

        static TargetView of(Target target) {
            return new TargetView(
                    target.kind(),
                    target instanceof Target.Web web ? web.endpoint().getHost() : null);
        }
    }
}
