package org.parley.archive.operator;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.archive.operator.Erasure.Target;
import org.parley.archive.problem.BadParameter;

@Path("/operator/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operators")
class ErasuresResource {

    private final Operator operator;
    private final Trail trail;
    private final Erasures erasures;

    ErasuresResource(Operator operator, Trail trail, Erasures erasures) {
        this.operator = operator;
        this.trail = trail;
        this.erasures = erasures;
    }

    @POST
    @Operation(
            operationId = "erase",
            summary = "Erases what was said, for good",
            description =
                    "Text, attachment and words go; ids, positions and who wrote to whom stay, so that a late"
                            + " repeat or a replay of the log brings nothing back. Devices keep what"
                            + " they have. Dead letters of the same user or conversation lose their payload too. The audit trail says that it began and how it ended.")
    public Uni<Erased> erase(@Nullable Erasure erasure) {
        if (erasure == null) throw BadParameter.missing("the body", "it is a JSON object");
        Inquiry inquiry = operator.wants("erasure", erasure, erasure.reason());
        return target(inquiry, erasure)
                .call(() -> trail.begin(inquiry))
                .flatMap(target -> erase(inquiry.as("erasure-end"), target));
    }

    private Uni<Target> target(Inquiry inquiry, Erasure erasure) {
        return Uni.createFrom()
                .item(erasure::target)
                .onFailure()
                .call(failure -> trail.refuse(inquiry, failure));
    }

    private Uni<Erased> erase(Inquiry inquiry, Target target) {
        return trail.answer(inquiry, () -> erasures.erase(target), count -> count).map(Erased::new);
    }

    @Schema(name = "Erased", description = "What an erasure did.")
    record Erased(
            @Schema(
                            description =
                                    "Messages, edits and reactions that lost their content; those already deleted,"
                                            + " expired or erased are not counted.",
                            examples = "42")
                    long erased) {}
}
