package org.parley.archive.operator;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.PageSize;
import org.parley.archive.operator.Replays.Outcome;
import org.parley.archive.problem.BadParameter;
import org.parley.archive.problem.NotThere;
import org.parley.archive.rejected.DeadLetters;
import org.parley.archive.rejected.RejectedMessage;

@Path("/operator/rejected")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operators")
class RejectedResource {

    private final Operator operator;
    private final Trail trail;
    private final DeadLetters letters;
    private final Replays replays;

    RejectedResource(Operator operator, Trail trail, DeadLetters letters, Replays replays) {
        this.operator = operator;
        this.trail = trail;
        this.letters = letters;
        this.replays = replays;
    }

    @GET
    @Operation(
            operationId = "rejected",
            summary = "Dead letters, the newest first",
            description =
                    "What was published and not accepted, with the reason that its sender was told. Kept 90 days"
                            + " unless configured otherwise.")
    public Uni<RejectedPage> page(
            @Parameter(
                            description = "Only what this user sent.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("user")
                    @Nullable String user,
            @Parameter(
                            description = "`open`: not replayed yet.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"open", "replayed", "all"},
                                            defaultValue = "open"))
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("cursor")
                    @Nullable String cursor,
            @Parameter(
                            description = "Letters on the page, at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(
                            description = "Why; goes to the audit trail.",
                            required = true,
                            example = "Complaint 17",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = Inquiry.SHORTEST_REASON,
                                            maxLength = Inquiry.LONGEST_REASON))
                    @QueryParam("reason")
                    @Nullable String reason) {
        return trail.answer(
                operator.asks("rejected", reason),
                () -> page(user, replayed(state), cursor, PageSize.parse(limit, 50, 200)),
                page -> page.rejected().size());
    }

    private Uni<RejectedPage> page(
            @Nullable String user,
            @Nullable Boolean replayed,
            @Nullable String cursor,
            PageSize size) {
        String sender = user == null ? null : Filter.user("user", user).value();
        long before =
                cursor == null
                        ? Long.MAX_VALUE
                        : Cursor.required(Kind.REJECTED, "cursor", cursor).major();
        return letters.read(before, sender, replayed, size.andOne())
                .map(found -> RejectedPage.of(found, size));
    }

    /** Null for both. */
    private static @Nullable Boolean replayed(@Nullable String state) {
        return switch (state) {
            case null -> false;
            case "open" -> false;
            case "replayed" -> true;
            case "all" -> null;
            default -> throw new BadParameter("state", state, "it is open, replayed or all");
        };
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "rejectedOne", summary = "One dead letter with its whole payload")
    public Uni<RejectedView> one(
            @PathParam("id") long id,
            @Parameter(description = "Why; goes to the audit trail.", required = true)
                    @QueryParam("reason")
                    @Nullable String reason) {
        return trail.answer(
                operator.asks("rejected-one", Map.of("id", id), reason),
                () -> existing(id).map(RejectedView::whole),
                _ -> 1);
    }

    private Uni<RejectedMessage> existing(long id) {
        return letters.read(id)
                .map(found ->
                        found.orElseThrow(() -> new NotThere("dead letter", Long.toString(id))));
    }

    @POST
    @Path("/{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replay",
            summary = "Puts a dead letter to the rules again, and on the log if they accept it",
            description =
                    "It is the same to the letter: sender, time and text of then, so nobody speaks as another. What broke a"
                            + " rule breaks it again unless the rule has changed; what failed for a reason of"
                            + " ours goes through. Then it is archived as a message of that time, and devices"
                            + " get it with their next sync. Replaying is harmless: the id is the same.")
    @APIResponse(responseCode = "200", description = "It is on the log.")
    @APIResponse(
            responseCode = "409",
            description = "`already-replayed`, or `erased`: there is nothing left of it.")
    @APIResponse(
            responseCode = "422",
            description =
                    "`rejected-again`: `detail` says which rule; or `not-replayable`: neither a message nor a receipt.")
    public Uni<ReplayedView> replay(@PathParam("id") long id, @Nullable Deed deed) {
        if (deed == null) throw BadParameter.missing("the body", "it is a JSON object");
        Inquiry inquiry = operator.wants("replay", Map.of("id", id), deed.reason());
        // Written down before anything is on the log.
        return trail.begin(inquiry)
                .flatMap(_ ->
                        trail.answer(inquiry.as("replay-end"), () -> replay(id, inquiry), _ -> 1));
    }

    private Uni<ReplayedView> replay(long id, Inquiry inquiry) {
        return existing(id)
                .flatMap(letter -> replays.replay(letter, inquiry.operator()))
                .map(ReplayedView::of);
    }

    @Schema(name = "Replay", description = "Why it is replayed.")
    record Deed(
            @Schema(
                            description = "Goes to the audit trail.",
                            required = true,
                            examples = "PostgreSQL was full")
                    @Nullable String reason) {}

    @Schema(name = "RejectedPage", description = "Dead letters, the newest first.")
    record RejectedPage(
            List<RejectedView> rejected,
            @Schema(description = "For `cursor`: what is older. Absent at the end.")
                    @Nullable String next) {

        static RejectedPage of(List<RejectedMessage> found, PageSize size) {
            List<RejectedView> views =
                    found.stream().limit(size.value()).map(RejectedView::beginning).toList();
            return new RejectedPage(
                    views,
                    found.size() <= size.value()
                            ? null
                            : Cursor.at(Kind.REJECTED, views.getLast().id()).toString());
        }
    }

    @Schema(name = "ReplayedMessage", description = "What a dead letter became.")
    record ReplayedView(
            @Schema(description = "Absent for a receipt.") @Nullable UUID message,
            @Schema(examples = "alice_bob") String conversation) {

        static ReplayedView of(Outcome outcome) {
            return new ReplayedView(outcome.message(), outcome.conversation());
        }
    }
}
