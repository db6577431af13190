package org.parley.cli.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;

/** Turns a service's problems (RFC 9457) into advice. */
public final class Problems {

    private Problems() {}

    public static Failure of(String service, URI base, int status, String body) {
        Optional<ObjectNode> problem = Json.parseObject(body);
        String detail =
                problem.flatMap(p -> Json.text(p, "detail"))
                        .or(() -> problem.flatMap(p -> Json.text(p, "title")))
                        .orElse("status " + status);
        return switch (status) {
            case 401 ->
                    new Failure(
                            ExitCode.LOGIN,
                            service + " " + base + " refused the token: " + detail,
                            "Log in with: parley login");
            case 403 -> new Failure(ExitCode.REFUSED, "not allowed: " + detail, "");
            case 502, 503, 504 ->
                    new Failure(
                            ExitCode.UNREACHABLE,
                            service + " " + base + " cannot answer now: " + detail,
                            "It says what it waits for at " + base + "/q/health/ready");
            default -> new Failure(ExitCode.REFUSED, service + " says: " + detail, "");
        };
    }
}
