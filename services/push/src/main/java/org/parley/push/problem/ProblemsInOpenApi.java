package org.parley.push.problem;

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
                    "404", "Not there, or not yours: the answer does not say which.",
                    "409", "A limit, or something that is not set up here.",
                    "500", "The push service failed.",
                    "503", "The push service cannot reach PostgreSQL; try again.");

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
