package org.parley.push.problem;

import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** The body of every answer that is not a success (RFC 9457). */
@Schema(
        name = "Problem",
        description =
                "Why there is no answer (RFC 9457). `detail` names the value and the rule it broke.")
public record Problem(
        @Schema(
                        description = "Which problem it is; stable, for programs.",
                        examples = "urn:parley:problem:bad-parameter")
                String type,
        @Schema(description = "The same for people.", examples = "A parameter breaks a rule")
                String title,
        @Schema(description = "The HTTP status.", examples = "400") int status,
        @Schema(
                        description = "Value and rule.",
                        examples = "limit is \"900\"; it is a whole number from 1 to 200")
                String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:parley:problem:";

    public static Problem of(String name, String title, int status, String detail) {
        return new Problem(PREFIX + name, title, status, detail);
    }

    RestResponse<Problem> response() {
        return RestResponse.ResponseBuilder.<Problem>create(status)
                .type(MEDIA_TYPE)
                .entity(this)
                .build();
    }

    /** For what the framework refuses: the status says it all. */
    static Problem of(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Status " + status : known.getReasonPhrase();
        return of(title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, status, detail);
    }
}
