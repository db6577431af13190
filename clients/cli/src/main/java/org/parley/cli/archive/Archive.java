package org.parley.cli.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.cli.login.AccessToken;
import org.parley.cli.login.Tokens;
import org.parley.cli.web.Problems;
import org.parley.cli.web.Web;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;

/** Asks the archive in the name of a user. A refused token is replaced once. Thread-safe. */
public final class Archive {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final URI base;
    private final Web web;
    private final Tokens tokens;

    public Archive(URI base, Web web, Tokens tokens) {
        this.base = base;
        this.web = web;
        this.tokens = tokens;
    }

    /** What happened in all my conversations behind the cursor; from the start without one. */
    public SyncPage sync(Optional<String> cursor, int limit) {
        Parameters parameters = new Parameters().with("limit", limit);
        cursor.ifPresent(c -> parameters.with("after", c));
        return SyncPage.of(get("/sync", parameters));
    }

    /** A page of a conversation; parameters {@code before}, {@code after}, {@code around}. */
    public MessagePage messages(ConversationId conversation, Parameters parameters) {
        String path = "/conversations/" + conversation.value() + "/messages";
        return MessagePage.of(get(path, parameters));
    }

    /** What of my conversations contains the words of {@code q}. */
    public SearchPage search(Parameters parameters) {
        return SearchPage.of(get("/search", parameters));
    }

    /** Whether the archive has the message and I may see it. */
    public boolean has(MessageId message) {
        return ask("/messages/" + message, new Parameters()).statusCode() != NOT_FOUND;
    }

    public ObjectNode get(String path, Parameters parameters) {
        return json(checked(ask(path, parameters)));
    }

    /** Does something, however long it takes. */
    public ObjectNode post(String path, ObjectNode body) {
        return json(checked(authorized(token -> web.send(posting(path, body, token), PATIENCE))));
    }

    private HttpRequest.Builder posting(String path, ObjectNode body, AccessToken token) {
        return request(path, new Parameters(), token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(body)));
    }

    /** An answer of any length, line by line. */
    public InputStream stream(String path, Parameters parameters) {
        HttpResponse<InputStream> answer =
                authorized(token ->
                        web.stream(
                                request(path, parameters, token)
                                        .header("Accept", "application/x-ndjson")));
        if (answer.statusCode() < 400) return answer.body();
        throw Problems.of("the archive", base, answer.statusCode(), text(answer.body()));
    }

    private static String text(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private HttpResponse<String> ask(String path, Parameters parameters) {
        return authorized(token -> web.send(request(path, parameters, token)));
    }

    private HttpRequest.Builder request(String path, Parameters parameters, AccessToken token) {
        return HttpRequest.newBuilder(URI.create(base + path + parameters))
                .header("Authorization", "Bearer " + token.value());
    }

    private <T> HttpResponse<T> authorized(Function<AccessToken, HttpResponse<T>> send) {
        AccessToken token = tokens.current();
        HttpResponse<T> answer = send.apply(token);
        if (answer.statusCode() != UNAUTHORIZED) return answer;
        tokens.refused(token);
        return send.apply(tokens.current());
    }

    private HttpResponse<String> checked(HttpResponse<String> answer) {
        if (answer.statusCode() < 400) return answer;
        throw Problems.of("the archive", base, answer.statusCode(), answer.body());
    }

    private ObjectNode json(HttpResponse<String> answer) {
        if (answer.body().isBlank()) return Json.object();
        return Json.parseObject(answer.body())
                .orElseThrow(() ->
                        new Failure(
                                ExitCode.UNREACHABLE,
                                "the archive " + base + " did not answer with a JSON object",
                                "Is this the archive's address?"));
    }

    /** Query parameters, in the order they were given. */
    public static final class Parameters {
        private final Map<String, String> values = new LinkedHashMap<>();

        public Parameters with(String name, Object value) {
            values.put(name, value.toString());
            return this;
        }

        @Override
        public String toString() {
            return values.isEmpty() ? "" : "?" + Web.query(values);
        }
    }
}
