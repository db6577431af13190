package org.parley.cli.groups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.cli.login.AccessToken;
import org.parley.cli.login.Tokens;
import org.parley.cli.web.Problems;
import org.parley.cli.web.Web;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/** The groups of a user, and what can be done with them. Thread-safe. */
public final class Groups {

    private static final int UNAUTHORIZED = 401;

    /** A group that the user is in. */
    public record Mine(GroupId id, String name, String role, long members) {

        static Mine of(JsonNode json) {
            return new Mine(
                    new GroupId(json.path("id").asText()),
                    json.path("name").asText(),
                    json.path("role").asText(),
                    json.path("members").asLong());
        }
    }

    private final URI base;
    private final Web web;
    private final Tokens tokens;

    public Groups(URI base, Web web, Tokens tokens) {
        this.base = base;
        this.web = web;
        this.tokens = tokens;
    }

    public List<Mine> mine() {
        List<Mine> mine = new ArrayList<>();
        get("/groups").path("groups").forEach(group -> mine.add(Mine.of(group)));
        return mine;
    }

    /** One of mine by id or name, with or without {@code #} before it. */
    public Mine find(String text) {
        String wanted = text.startsWith("#") ? text.substring(1) : text;
        List<Mine> found =
                mine().stream()
                        .filter(group ->
                                group.id().value().equals(wanted)
                                        || group.name().equalsIgnoreCase(wanted))
                        .toList();
        if (found.size() == 1) return found.getFirst();
        throw new Failure(ExitCode.USAGE, problem(wanted, found), advice(found));
    }

    private static String problem(String wanted, List<Mine> found) {
        return found.isEmpty()
                ? "you are in no group that is called " + wanted
                : "you are in " + found.size() + " groups that are called " + wanted;
    }

    private static String advice(List<Mine> found) {
        return found.isEmpty()
                ? "See: parley group list"
                : "Say which: "
                        + found.stream().map(g -> g.id().value()).collect(Collectors.joining(", "));
    }

    public ObjectNode create(String name) {
        return json(
                send(
                        "POST",
                        "/groups",
                        Json.object().put("name", name),
                        "Idempotency-Key",
                        "\"" + UUID.randomUUID() + "\""));
    }

    /** What became of each. */
    public ObjectNode add(GroupId group, Collection<UserId> users) {
        ObjectNode body = Json.object();
        ArrayNode names = body.putArray("users");
        users.forEach(user -> names.add(user.value()));
        return post("/groups/" + group + "/members", body);
    }

    public void remove(GroupId group, UserId user) {
        delete("/groups/" + group + "/members/" + user);
    }

    public void role(GroupId group, UserId user, String role) {
        var _ =
                send(
                        "PUT",
                        "/groups/" + group + "/members/" + user + "/role",
                        Json.object().put("role", role),
                        "If-Match",
                        "*");
    }

    public void change(GroupId group, ObjectNode settings) {
        var _ = send("PATCH", "/groups/" + group, settings, "If-Match", "*");
    }

    public ObjectNode get(String path) {
        return json(send("GET", path, null));
    }

    public ObjectNode post(String path, ObjectNode body) {
        return json(send("POST", path, body));
    }

    public void put(String path) {
        var _ = send("PUT", path, null);
    }

    public void delete(String path) {
        var _ = send("DELETE", path, null);
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable ObjectNode body, String... headers) {
        AccessToken token = tokens.current();
        HttpResponse<String> answer = web.send(request(method, path, body, headers, token));
        if (answer.statusCode() == UNAUTHORIZED) {
            tokens.refused(token);
            answer = web.send(request(method, path, body, headers, tokens.current()));
        }
        if (answer.statusCode() < 400) return answer;
        throw Problems.of("the groups service", base, answer.statusCode(), answer.body());
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
                                "Is this the address of the groups service?"));
    }
}
