package org.parley.presence.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception into a problem; what we did not expect into one without its details. */
class ProblemMapper {

    @ServerExceptionMapper
    RestResponse<Problem> notSeen(NotSeen e) {
        return Problem.of("not-there", "Not there, or not to be seen", 404, message(e)).response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> badParameter(BadParameter e) {
        return Problem.of("bad-parameter", "A parameter breaks a rule", 400, message(e)).response();
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1000)
    RestResponse<Problem> noToken(UnauthorizedException e) {
        return challenge("no-token", "the header Authorization: Bearer <access token> is missing");
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1000)
    RestResponse<Problem> badToken(AuthenticationFailedException e) {
        return challenge(
                "bad-token",
                "the token is malformed, expired, or not from our issuer for the audience parley");
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1000)
    RestResponse<Problem> forbidden(ForbiddenException e) {
        String detail = "the token's roles do not allow this";
        return Problem.of("forbidden", "Not with this role", 403, detail).response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> notJson(JsonProcessingException e) {
        String detail = "the body is not the JSON object that the operation describes";
        return Problem.of("bad-body", "The body breaks a rule", 400, detail).response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException cause) return notJson(cause);
        return Problem.of(e.getResponse().getStatus(), uri.getPath() + ": " + message(e))
                .response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> unexpected(Throwable e, UriInfo uri) {
        if (isAway(e)) return away(uri);
        Log.errorf(e, "request failed path=%s", uri.getPath());
        String detail = "the presence service could not answer; it has written down why";
        return Problem.of("internal", "The presence service failed", 500, detail).response();
    }

    /** No connection, or one that broke, or no schema yet, or no answer. */
    private static boolean isAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof IOException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof TimeoutException
                    || cause instanceof RetriableException
                    || (cause instanceof DatabaseException refused && isPassing(refused))
                    || "Timeout".equals(cause.getMessage())) return true;
        return false;
    }

    /**
     * Stopping, starting, out of resources, waited too long, a broken connection; the table is
     * still to come.
     */
    private static boolean isPassing(DatabaseException e) {
        String state = String.valueOf(e.getSqlState());
        return state.equals("42P01")
                || Stream.of("08", "25P03", "53", "55P03", "57").anyMatch(state::startsWith);
    }

    private static RestResponse<Problem> away(UriInfo uri) {
        Log.warnf("PostgreSQL or Kafka is away path=%s", uri.getPath());
        String detail = "the presence service cannot reach PostgreSQL or Kafka; try again";
        return Problem.of("unavailable", "The presence service is not there now", 503, detail)
                .response();
    }

    private static RestResponse<Problem> challenge(String name, String detail) {
        Problem problem = Problem.of(name, "Log in", 401, detail);
        return RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .entity(problem)
                .build();
    }

    private static String message(Throwable e) {
        return String.valueOf(e.getMessage());
    }
}
