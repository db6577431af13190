package org.parley.cli.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;

/** Turns the archive's problems (RFC 9457) into advice. */
final class Problems {

    private Problems() {}

    static Failure of(URI base, int status, String body) {
        Optional<ObjectNode> problem = Json.parseObject(body);
        String detail =
                problem.flatMap(p -> Json.text(p, "detail"))
                        .or(() -> problem.flatMap(p -> Json.text(p, "title")))
                        .orElse("status " + status);
        return switch (status) {
            case 401 ->
                    new Failure(
                            ExitCode.LOGIN,
                            "the archive " + base + " refused the token: " + detail,
                            "Log in with: parley login");
            case 403 -> new Failure(ExitCode.REFUSED, "not allowed: " + detail, "");
            case 502, 503, 504 ->
                    new Failure(
                            ExitCode.UNREACHABLE,
                            "the archive " + base + " cannot answer now: " + detail,
                            "It says what it waits for at " + base + "/q/health/ready");
            default -> new Failure(ExitCode.REFUSED, "the archive says: " + detail, "");
        };
    }
}
