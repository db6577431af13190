package org.parley.cli.groups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.cli.login.Tokens;
import org.parley.cli.service.Service;
import org.parley.cli.web.Web;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/** The groups of a user, and what can be done with them. Thread-safe. */
public final class Groups {

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

    private final Service service;

    public Groups(URI base, Web web, Tokens tokens) {
        this.service = new Service("the groups service", base, web, tokens);
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
        return service.send(
                "POST",
                "/groups",
                Json.object().put("name", name),
                "Idempotency-Key",
                "\"" + UUID.randomUUID() + "\"");
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
                service.send(
                        "PUT",
                        "/groups/" + group + "/members/" + user + "/role",
                        Json.object().put("role", role),
                        "If-Match",
                        "*");
    }

    public void change(GroupId group, ObjectNode settings) {
        var _ = service.send("PATCH", "/groups/" + group, settings, "If-Match", "*");
    }

    public ObjectNode get(String path) {
        return service.get(path);
    }

    public ObjectNode post(String path, ObjectNode body) {
        return service.send("POST", path, body);
    }

    public void put(String path) {
        var _ = service.send("PUT", path, null);
    }

    public void delete(String path) {
        var _ = service.send("DELETE", path, null);
    }
}
