package org.parley.archive.operator;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.PageSize;

@Path("/operator/messages")
@RolesAllowed("operator")
@Tag(
        name = "Operators",
        description = "Across all conversations. Every call says why, and is in the audit trail.")
class OversightResource {

    private static final String NDJSON = "application/x-ndjson";

    private final Operator operator;
    private final Trail trail;
    private final Oversight oversight;

    OversightResource(Operator operator, Trail trail, Oversight oversight) {
        this.operator = operator;
        this.trail = trail;
        this.oversight = oversight;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "oversight",
            summary = "Who wrote what to whom and when",
            description =
                    "By arrival, the newest first. Edits, deletes and reactions are messages of their own;"
                            + " an edited message has its newest text in `message` and its first one in"
                            + " `payload`.")
    public Uni<OversightPage> messages(
            @BeanParam Asked asked,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("cursor")
                    @Nullable String cursor,
            @Parameter(
                            description = "Messages on the page, at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        return trail.answer(
                operator.asks("messages", asked.reason),
                () ->
                        oversight.page(
                                asked.filter(),
                                Optional.ofNullable(cursor)
                                        .map(text ->
                                                Cursor.required(Kind.OPERATOR, "cursor", text)),
                                PageSize.parse(limit, 50, 500)),
                page -> page.messages().size());
    }

    @GET
    @Path("/export")
    @Produces(NDJSON)
    @Operation(
            operationId = "export",
            summary = "The same as one stream of lines",
            description =
                    "One JSON object a line, oldest first, then a line `{\"summary\":{\"count\":…}}`. Without"
                            + " that line the stream broke: ask again. What arrives while it runs is"
                            + " left out. The audit trail says that it began and how it ended.")
    @APIResponse(
            responseCode = "200",
            description = "Messages, then the summary.",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(
                                            name = "one message",
                                            value =
                                                    """
                                                    {"id":"01935d3e-7f00-7abc-8def-0123456789ab",…}
                                                    {"summary":{"count":1}}
                                                    """)))
    public RestMulti<Object> export(@BeanParam Asked asked) {
        Inquiry inquiry = operator.asks("export", asked.reason);
        Uni<Export> start =
                Uni.createFrom()
                        .item(asked::filter)
                        .flatMap(filter -> oversight.end().map(end -> new Export(filter, end)))
                        .onFailure()
                        .call(failure -> trail.refuse(inquiry, failure))
                        .call(() -> trail.begin(inquiry));
        return RestMulti.fromUniResponse(start, export -> lines(export, inquiry.as("export-end")));
    }

    private record Export(Filter filter, long end) {}

    /** The summary goes out after the audit trail has it. */
    private Multi<Object> lines(Export export, Inquiry inquiry) {
        AtomicLong count = new AtomicLong();
        Multi<Object> messages =
                oversight
                        .all(export.filter(), export.end())
                        .onItem()
                        .<Object>transform(message -> message)
                        .invoke(count::incrementAndGet)
                        .onFailure()
                        .call(failure -> trail.end(inquiry, count.get(), failure))
                        .onCancellation()
                        .call(() -> trail.end(inquiry, count.get(), new BrokenOffException()));
        Multi<Object> summary =
                Multi.createFrom()
                        .uni(
                                Uni.createFrom()
                                        .deferred(() ->
                                                trail.end(inquiry, count.get(), null)
                                                        .map(_ ->
                                                                (Object) Summary.of(count.get()))));
        return Multi.createBy().concatenating().streams(messages, summary);
    }

    /** The reader went away. */
    private static final class BrokenOffException extends RuntimeException {
        BrokenOffException() {
            super("the reader went away");
        }
    }

    /** The last line of a whole export. */
    @RegisterForReflection
    record Summary(Count summary) {
        static Summary of(long count) {
            return new Summary(new Count(count));
        }
    }

    @RegisterForReflection
    record Count(long count) {}

    /** What both ask by. */
    static class Asked {

        @Parameter(
                description = "In whose conversations: what this user wrote and was written to.",
                example = "alice",
                schema = @Schema(type = SchemaType.STRING))
        @QueryParam("user")
        @Nullable String user;

        @Parameter(
                description = "In this conversation.",
                example = "alice_bob",
                schema = @Schema(type = SchemaType.STRING))
        @QueryParam("conversation")
        @Nullable String conversation;

        @Parameter(
                description = "With these words, as in `/search`.",
                schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 200))
        @QueryParam("text")
        @Nullable String text;

        @Parameter(
                description = "Arrived then or later.",
                example = "2026-11-23T08:00:00Z",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @QueryParam("since")
        @Nullable String since;

        @Parameter(
                description = "Arrived before.",
                example = "2026-11-24T08:00:00Z",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @QueryParam("until")
        @Nullable String until;

        @Parameter(
                description = "Why; goes to the audit trail.",
                required = true,
                example = "Abuse report 2026-17",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                minLength = Inquiry.SHORTEST_REASON,
                                maxLength = Inquiry.LONGEST_REASON))
        @QueryParam("reason")
        @Nullable String reason;

        Filter filter() {
            return Filter.parse(user, conversation, text, since, until);
        }
    }
}
