package org.parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The groups service's REST, asked as somebody. */
record GroupAnswers(Parley parley, String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static GroupAnswers as(Person person) {
        return new GroupAnswers(person.parley(), person.token());
    }

    /** The id of a new group. */
    String create(String name, Person... members) {
        String group =
                ok("POST", "/groups", "{\"name\":\"%s\"}".formatted(name)).path("id").asText();
        if (members.length > 0) add(group, members);
        return group;
    }

    void add(String group, Person... members) {
        String users =
                Arrays.stream(members)
                        .map(member -> '"' + member.name() + '"')
                        .collect(Collectors.joining(","));
        ok("POST", "/groups/" + group + "/members", "{\"users\":[%s]}".formatted(users));
    }

    void remove(String group, Person member) {
        ok("DELETE", "/groups/" + group + "/members/" + member.name(), "");
    }

    void block(Person other) {
        ok("PUT", "/blocks/" + other.name(), "");
    }

    JsonNode ok(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2)
            throw new IllegalStateException(
                    method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        return answer.body().isEmpty() ? Json.parse("{}") : Json.parse(answer.body());
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(parley.groupsUrl() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the groups service does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
