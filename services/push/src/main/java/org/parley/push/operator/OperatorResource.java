package org.parley.push.operator;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.push.ledger.Cursor;
import org.parley.push.ledger.Entry;
import org.parley.push.ledger.Filter;
import org.parley.push.ledger.Ledger;
import org.parley.push.problem.BadParameter;
import org.parley.push.problem.Fields;
import org.parley.push.problem.Refusal;
import org.parley.push.store.Cells;
import org.parley.push.store.Database;

@Path("/operator")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(
        name = "Operators",
        description = "Across all users. Every call says why, and is in the audit trail.")
class OperatorResource {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final String WHY = "Why; goes to the audit trail.";

    private final Trail trail;
    private final Ledger ledger;
    private final Requeue requeue;
    private final Database database;

    OperatorResource(Trail trail, Ledger ledger, Requeue requeue, Database database) {
        this.trail = trail;
        this.ledger = ledger;
        this.requeue = requeue;
        this.database = database;
    }

    @GET
    @Path("/ledger")
    @Operation(
            operationId = "operatorLedger",
            summary = "What became of messages on whose devices, the newest first")
    public Ledger.Page ledger(
            @Parameter(schema = @Schema(type = SchemaType.STRING)) @QueryParam("user")
                    @Nullable String user,
            @Parameter(schema = @Schema(type = SchemaType.STRING)) @QueryParam("device")
                    @Nullable String device,
            @Parameter(schema = @Schema(type = SchemaType.STRING)) @QueryParam("conversation")
                    @Nullable String conversation,
            @Parameter(schema = @Schema(type = SchemaType.STRING)) @QueryParam("message")
                    @Nullable String message,
            @Parameter(example = "refused", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("event")
                    @Nullable String event,
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("since")
                    @Nullable String since,
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("until")
                    @Nullable String until,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("cursor")
                    @Nullable String cursor,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(
                            description = WHY,
                            required = true,
                            example = "Ticket 4711: no notifications",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = Inquiry.SHORTEST_REASON,
                                            maxLength = Inquiry.LONGEST_REASON))
                    @QueryParam("reason")
                    @Nullable String reason)
            throws SQLException {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("user", user);
        query.put("device", device);
        query.put("conversation", conversation);
        query.put("message", message);
        query.put("event", event);
        query.put("since", since);
        query.put("until", until);
        query.put("cursor", cursor);
        query.put("limit", limit);
        return trail.answer(
                "ledger",
                query,
                reason,
                () ->
                        ledger.page(
                                new Filter(limit, USUAL, MOST)
                                        .user(user)
                                        .device(device)
                                        .conversation(conversation)
                                        .message(message)
                                        .event(event)
                                        .since(since)
                                        .until(until)
                                        .before("cursor", cursor)),
                page -> page.entries().size());
    }

    @POST
    @Path("/ledger/{id}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retry",
            summary = "Tells the device of an entry once more, at once",
            description =
                    "What waits for its next try does not wait any longer; what was given up is queued anew"
                            + " while the message is kept: else 409.")
    public Retried retry(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RetryBody.class)))
                    @Nullable JsonNode body)
            throws SQLException {
        String reason = Inquiry.reason(Fields.of(body).text("reason"));
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("id", id);
        trail.announce("retry", query, reason);
        return trail.answer(
                "retry-end",
                query,
                reason,
                () -> {
                    Entry entry =
                            ledger.find(number(id))
                                    .orElseThrow(() -> new Refusal.NotThere("entry " + number(id)));
                    return new Retried(requeue.retry(entry));
                },
                _ -> 1);
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new BadParameter("id", id, "it is an entry's id");
        }
    }

    @GET
    @Path("/audit")
    @Operation(
            operationId = "audit",
            summary = "What operators asked and did, the newest first",
            description = "Reading this is in the trail as well. Nothing in it can be changed.")
    public AuditPage audit(
            @Parameter(
                            description = "Only of this operator.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("operator")
                    @Nullable String operator,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("cursor")
                    @Nullable String cursor,
            @Parameter(
                            description = WHY,
                            required = true,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = Inquiry.SHORTEST_REASON,
                                            maxLength = Inquiry.LONGEST_REASON))
                    @QueryParam("reason")
                    @Nullable String reason)
            throws SQLException {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("operator", operator);
        query.put("cursor", cursor);
        return trail.answer(
                "audit",
                query,
                reason,
                () -> auditPage(operator, cursor),
                page -> page.entries().size());
    }

    private AuditPage auditPage(@Nullable String operator, @Nullable String cursor)
            throws SQLException {
        long before = cursor == null ? Long.MAX_VALUE : Cursor.parse("cursor", cursor);
        List<@Nullable Object> values = new ArrayList<>(List.of(before));
        if (operator != null) values.add(operator);
        List<AuditView> found =
                database.query(
                        "SELECT * FROM audit WHERE id < ?"
                                + (operator == null ? "" : " AND operator = ?")
                                + " ORDER BY id DESC LIMIT "
                                + (USUAL + 1),
                        AuditView::of,
                        values.toArray());
        if (found.size() <= USUAL) return new AuditPage(found, null);
        List<AuditView> kept = found.subList(0, USUAL);
        return new AuditPage(kept, Cursor.of(kept.getLast().id()));
    }

    @Schema(name = "RetryRequest")
    record RetryBody(@Schema(description = WHY, examples = "Ticket 4711") String reason) {}

    @Schema(name = "Retried")
    record Retried(
            @Schema(
                            description = "`hurried`: it waited; `queued`: it is queued anew.",
                            examples = "hurried")
                    String state) {}

    @Schema(name = "AuditPage")
    record AuditPage(List<AuditView> entries, @Nullable String next) {}

    @Schema(name = "AuditEntry", description = "One question or deed of an operator.")
    record AuditView(
            long id,
            Instant at,
            String operator,
            @Schema(description = "`ledger`, `retry`, `retry-end`, `audit`.") String action,
            @Schema(description = "All parameters but the reason.", type = SchemaType.OBJECT)
                    @JsonRawValue
                    String query,
            String reason,
            @Nullable Long found,
            @Nullable String failure) {

        static AuditView of(Cells row) throws SQLException {
            return new AuditView(
                    row.number("id"),
                    row.time("at"),
                    row.text("operator"),
                    row.text("action"),
                    row.text("query"),
                    row.text("reason"),
                    row.numberOrNull("found"),
                    row.textOrNull("failure"));
        }
    }
}
