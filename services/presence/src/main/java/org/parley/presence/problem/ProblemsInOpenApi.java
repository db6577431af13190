package org.parley.presence.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says of every operation how it fails, so that none forgets to. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemsInOpenApi implements OASFilter {

    private static final Map<String, String> FAILURES =
            Map.of(
                    "400", "A parameter breaks a rule; `detail` names value and rule.",
                    "401", "No token, or one that is expired or not ours.",
                    "403", "The token lacks the role.",
                    "404", "Not there, or not to be seen: the answer does not say which.",
                    "500", "The presence service failed.",
                    "503", "The presence service cannot reach PostgreSQL or Kafka; try again.");

    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses responses =
                operation.getResponses() == null
                        ? OASFactory.createAPIResponses()
                        : operation.getResponses();
        FAILURES.forEach((status, why) -> responses.addAPIResponse(status, problem(why)));
        operation.setResponses(responses);
        return operation;
    }

    private static APIResponse problem(String why) {
        return OASFactory.createAPIResponse()
                .description(why)
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE,
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema().ref("Problem"))));
    }
}
