package org.parley.groups.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.groups.group.Fields;

/** Nothing that people said is seen or changed here, so there is no audit trail. */
@Path("/operator")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operators", description = "Whether database and log agree.")
class OperatorResource {

    private static final int NAMED = 1_000;

    private final Checker checker;
    private final Repair repair;

    OperatorResource(Checker checker, Repair repair) {
        this.checker = checker;
        this.repair = repair;
    }

    @POST
    @Path("/check")
    @RunOnVirtualThread
    @Operation(
            operationId = "check",
            summary = "Compares the database with a replay of parley.access",
            description = "May run at any time; what changes meanwhile is no difference.")
    public Report check() {
        return Report.of(checker.check());
    }

    @POST
    @Path("/repair")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "repair",
            summary = "Says on parley.access again what the database says, where they differ",
            description =
                    "What only the log knows stays, unless `endUnknown`: then those groups are deleted, those"
                            + " members removed, those blocks ended. Look at the check first: an empty"
                            + " database would end everything.")
    public Repaired repair(
            @RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class)))
                    @Nullable JsonNode body) {
        Fields wanted = Fields.of(body == null ? JsonNodeFactory.instance.objectNode() : body);
        boolean endUnknown = wanted.flag("endUnknown", false);
        List<Difference> differences = checker.check().differences();
        List<Difference> chosen =
                differences.stream().filter(one -> endUnknown || !one.isUnknown()).toList();
        chosen.forEach(repair::publish);
        return new Repaired(chosen.size(), differences.size() - chosen.size());
    }

    @Schema(name = "RepairWanted")
    record Wanted(
            @Schema(description = "End what only the log knows.", defaultValue = "false")
                    boolean endUnknown) {}

    @Schema(name = "Repaired")
    record Repaired(
            @Schema(description = "States said again.") long published,
            @Schema(description = "Left: only the log knows them.") long left) {}

    @Schema(name = "CheckReport")
    record Report(
            Instant checkedAt,
            @Schema(description = "In the database, deleted ones included.") long groups,
            @Schema(description = "In the database, former ones included.") long members,
            long blocks,
            @Schema(description = "States on the log.") long records,
            @Schema(description = "Changed while they were compared: check again.") long underWay,
            @Schema(description = "How many; 0: they agree.") long differing,
            @Schema(description = "The first thousand of them, by key.")
                    List<Difference> differences) {

        static Report of(Checker.Findings found) {
            return new Report(
                    found.at(),
                    found.count().groups(),
                    found.count().members(),
                    found.count().blocks(),
                    found.records(),
                    found.underWay(),
                    found.differences().size(),
                    found.differences().stream().limit(NAMED).toList());
        }
    }
}
