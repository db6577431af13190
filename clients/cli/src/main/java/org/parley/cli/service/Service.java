package org.parley.cli.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.cli.login.AccessToken;
import org.parley.cli.login.Tokens;
import org.parley.cli.web.Problems;
import org.parley.cli.web.Web;

/** One of the HTTP services, asked with the user's token; a refusal is a failure. Thread-safe. */
public final class Service {

    private static final int UNAUTHORIZED = 401;

    private final String name;
    private final URI base;
    private final Web web;
    private final Tokens tokens;

    /**
     * @param name as a person knows it: "the groups service"
     */
    public Service(String name, URI base, Web web, Tokens tokens) {
        this.name = name;
        this.base = base;
        this.web = web;
        this.tokens = tokens;
    }

    public ObjectNode get(String path) {
        return send("GET", path, null);
    }

    /** The JSON object that it answers with; an empty one for an empty answer. */
    public ObjectNode send(
            String method, String path, @Nullable ObjectNode body, String... headers) {
        AccessToken token = tokens.current();
        HttpResponse<String> answer = web.send(request(method, path, body, headers, token));
        if (answer.statusCode() == UNAUTHORIZED) {
            tokens.refused(token);
            answer = web.send(request(method, path, body, headers, tokens.current()));
        }
        if (answer.statusCode() < 400) return json(answer);
        throw Problems.of(name, base, answer.statusCode(), answer.body());
    }

    private HttpRequest.Builder request(
            String method,
            String path,
            @Nullable ObjectNode body,
            String[] headers,
            AccessToken token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + token.value())
                        .method(
                                method.toUpperCase(Locale.ROOT),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(Json.line(body)));
        if (body != null) request.header("Content-Type", "application/json");
        if (headers.length > 0) request.headers(headers);
        return request;
    }

    private ObjectNode json(HttpResponse<String> answer) {
        if (answer.body().isBlank()) return Json.object();
        return Json.parseObject(answer.body())
                .orElseThrow(() ->
                        new Failure(
                                ExitCode.UNREACHABLE,
                                base + " did not answer with a JSON object",
                                "Is this the address of " + name + "?"));
    }
}
