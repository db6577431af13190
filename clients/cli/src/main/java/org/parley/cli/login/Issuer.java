package org.parley.cli.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.cli.web.Web;

/** An OpenID Connect issuer: finds its endpoints by discovery and asks them. */
public final class Issuer {

    /** What a token endpoint gave. */
    record Granted(AccessToken access, Optional<String> refreshToken) {}

    /** A token endpoint's "no": {@code error} of RFC 6749. */
    record Denied(String error, String description) {}

    private final URI uri;
    private final Web web;
    private final Clock clock;
    private @Nullable ObjectNode discovered;

    public Issuer(URI uri, Web web, Clock clock) {
        this.uri = uri;
        this.web = web;
        this.clock = clock;
    }

    URI uri() {
        return uri;
    }

    /** The new token, or a {@link Failure} that tells to log in. */
    Granted grant(String clientId, Map<String, String> parameters, String next) {
        HttpResponse<String> answer = ask("token_endpoint", clientId, parameters);
        if (answer.statusCode() == 200) return granted(answer.body());
        Denied denied = denied(answer);
        throw new Failure(
                ExitCode.LOGIN, "no token from " + uri + ": " + denied.description(), next);
    }

    HttpResponse<String> ask(String endpoint, String clientId, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(parameters);
        form.put("client_id", clientId);
        return web.postForm(endpoint(endpoint), form);
    }

    Granted granted(String body) {
        ObjectNode json = Json.parseObject(body).orElseThrow(() -> unexpected("not JSON"));
        String value =
                Json.text(json, "access_token")
                        .orElseThrow(() -> unexpected("it has no access_token"));
        long seconds = Json.number(json, "expires_in").orElse(60L);
        return new Granted(
                new AccessToken(value, clock.instant().plusSeconds(seconds)),
                Json.text(json, "refresh_token"));
    }

    static Denied denied(HttpResponse<String> answer) {
        Optional<ObjectNode> json = Json.parseObject(answer.body());
        String status = "status " + answer.statusCode();
        String error = json.flatMap(j -> Json.text(j, "error")).orElse(status);
        String description = json.flatMap(j -> Json.text(j, "error_description")).orElse(error);
        return new Denied(error, description);
    }

    private URI endpoint(String name) {
        return Json.text(discovery(), name)
                .map(URI::create)
                .orElseThrow(() -> unexpected("its discovery names no " + name));
    }

    private synchronized ObjectNode discovery() {
        ObjectNode known = discovered;
        if (known != null) return known;
        URI address = URI.create(uri + "/.well-known/openid-configuration");
        HttpResponse<String> answer = web.get(address);
        if (answer.statusCode() != 200) throw unexpected("status " + answer.statusCode());
        ObjectNode json = Json.parseObject(answer.body()).orElseThrow(() -> unexpected("not JSON"));
        discovered = json;
        return json;
    }

    private Failure unexpected(String what) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "the issuer " + uri + " answered strangely: " + what,
                "Is this the address of a realm, and has it started? Look at " + uri);
    }
}
