package org.parley.archive.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.PageSize;

@Path("/operator/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operators")
class AuditResource {

    private final Operator operator;
    private final Trail trail;

    AuditResource(Operator operator, Trail trail) {
        this.operator = operator;
        this.trail = trail;
    }

    @GET
    @Operation(
            operationId = "audit",
            summary = "What operators asked and did, the newest first",
            description = "Reading this is in the trail as well. Nothing in it can be changed.")
    public Uni<AuditPage> read(
            @Parameter(
                            description = "Only of this operator.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("operator")
                    @Nullable String of,
            @Parameter(
                            description = "At this time or later.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("since")
                    @Nullable String since,
            @Parameter(
                            description = "Before this time.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("until")
                    @Nullable String until,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("cursor")
                    @Nullable String cursor,
            @Parameter(
                            description = "Entries on the page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(
                            description = "Why; goes to the audit trail.",
                            required = true,
                            example = "Quarterly review",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = Inquiry.SHORTEST_REASON,
                                            maxLength = Inquiry.LONGEST_REASON))
                    @QueryParam("reason")
                    @Nullable String reason) {
        return trail.answer(
                operator.asks("audit", reason),
                () -> page(of, since, until, cursor, PageSize.parse(limit, 50, 500)),
                page -> page.entries().size());
    }

    private Uni<AuditPage> page(
            @Nullable String of,
            @Nullable String since,
            @Nullable String until,
            @Nullable String cursor,
            PageSize size) {
        long before =
                cursor == null
                        ? Long.MAX_VALUE
                        : Cursor.required(Kind.AUDIT, "cursor", cursor).major();
        return trail.read(before, of, time("since", since), time("until", until), size.andOne())
                .map(entries -> AuditPage.of(entries, size));
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        return text == null ? null : Filter.time(name, text);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditPage", description = "Entries of the audit trail, the newest first.")
    record AuditPage(
            List<AuditView> entries,
            @Schema(description = "For `cursor`: what is older. Absent at the end.")
                    @Nullable String next) {

        static AuditPage of(List<AuditEntry> entries, PageSize size) {
            List<AuditView> views = entries.stream().map(AuditView::of).toList();
            if (views.size() <= size.value()) return new AuditPage(views, null);
            List<AuditView> kept = views.subList(0, size.value());
            return new AuditPage(kept, Cursor.at(Kind.AUDIT, kept.getLast().id()).toString());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditEntry", description = "One question or deed of an operator.")
    record AuditView(
            long id,
            Instant at,
            @Schema(examples = "oscar") String operator,
            @Schema(
                            description =
                                    "`messages`, `export`, `export-end`, `erasure`, `erasure-end`, `audit`,"
                                            + " `rejected`, `rejected-one`, `replay`, `replay-end`.",
                            examples = "messages")
                    String action,
            @Schema(description = "All parameters but the reason.", type = SchemaType.OBJECT)
                    @JsonRawValue
                    String query,
            String reason,
            @Schema(description = "Rows found, handed out or erased.") @Nullable Long found,
            @Schema(description = "Why there was no answer; absent where there was.")
                    @Nullable String failure) {

        static AuditView of(AuditEntry entry) {
            return new AuditView(
                    entry.id(),
                    entry.at(),
                    entry.operator(),
                    entry.action(),
                    entry.query(),
                    entry.reason(),
                    entry.found(),
                    entry.failure());
        }
    }
}
