package org.parley.archive.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.ConnectException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.parley.archive.log.LogAwayException;

/** Turns every exception into a problem; what we did not expect into one without its details. */
class ProblemMapper {

    @ServerExceptionMapper
    RestResponse<Problem> badParameter(BadParameter e) {
        return Problem.of("bad-parameter", "A parameter breaks a rule", 400, message(e)).response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> notThere(NotThere e) {
        return Problem.of("not-there", "Not there, or not yours", 404, message(e)).response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> notTheAuthor(NotTheAuthor e) {
        return Problem.of("not-the-author", "Another wrote it", 403, message(e)).response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> notReplayed(NotReplayed e) {
        return e.problem().response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> logAway(LogAwayException e, UriInfo uri) {
        Log.warnf("Kafka is away path=%s", uri.getPath());
        String detail = "the archive cannot reach Kafka; try again";
        return Problem.of("unavailable", "The log is not there now", 503, detail).response();
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
    RestResponse<Problem> forbidden(ForbiddenException e, UriInfo uri) {
        String detail = "the token's roles do not allow " + uri.getPath();
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
        String detail = "the archive could not answer; it has written down why";
        return Problem.of("internal", "The archive failed", 500, detail).response();
    }

    /** No connection to PostgreSQL, or one that broke. */
    private static boolean isAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof ConnectException
                    || cause instanceof ClosedConnectionException
                    || "Timeout".equals(cause.getMessage())) return true;
        return false;
    }

    private static RestResponse<Problem> away(UriInfo uri) {
        Log.warnf("PostgreSQL is away path=%s", uri.getPath());
        String detail = "the archive cannot reach its database; try again";
        return Problem.of("unavailable", "The archive is not there now", 503, detail).response();
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
