package org.parley.push.trial;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;
import org.parley.push.device.Device;
import org.parley.push.device.Devices;
import org.parley.push.problem.BadParameter;
import org.parley.push.problem.Fields;
import org.parley.push.problem.Person;
import org.parley.push.problem.Refusal;

@Path("/push/test")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Devices")
class TrialResource {

    private final Person person;
    private final Devices devices;
    private final Trial trial;

    TrialResource(Person person, Devices devices, Trial trial) {
        this.person = person;
        this.devices = devices;
        this.trial = trial;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "test",
            summary = "Sends a notification to a device of mine, at once, and explains each step",
            description =
                    "Goes the way of a message: target, vendor, address, session, quiet hours, sending. The"
                            + " answer is 200 also where it failed: `delivered` says whether the vendor took it.")
    public TestReport test(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = TestBody.class)))
                    @Nullable JsonNode body)
            throws SQLException {
        UserId user = person.id();
        DeviceId id = device(Fields.of(body));
        Device device =
                devices.find(user, id)
                        .orElseThrow(() -> new Refusal.NotThere("device " + id + " of yours"));
        trial.mustNotBeTooOften(user);
        List<Trial.Step> steps = trial.run(user, device);
        Trial.Step last = steps.getLast();
        return new TestReport(
                device.device(),
                last.step().equals("send") && last.ok(),
                steps.stream()
                        .map(step -> new TestStep(step.step(), step.ok(), step.detail()))
                        .toList());
    }

    private static DeviceId device(Fields fields) {
        String text = fields.requiredText("device", DeviceId.RULE);
        return DeviceId.parse(text)
                .orElseThrow(() -> new BadParameter("device", text, DeviceId.RULE));
    }

    @Schema(name = "TestRequest")
    record TestBody(@Schema(examples = "phone") String device) {}

    @Schema(name = "TestReport")
    record TestReport(String device, boolean delivered, List<TestStep> steps) {}

    @Schema(name = "TestStep", description = "After a step that failed there is no other.")
    record TestStep(
            @Schema(
                            description =
                                    "`target`, `vendor`, `address`, `session`, `quiet hours`, `send`.")
                    String step,
            boolean ok,
            @Schema(examples = "the vendor took it: HTTP 201") String detail) {}
}
