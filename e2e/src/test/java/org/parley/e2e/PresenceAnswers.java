package org.parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The presence service's REST, asked as somebody. */
record PresenceAnswers(Parley parley, String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static PresenceAnswers as(Person person) {
        return new PresenceAnswers(person.parley(), person.token());
    }

    void shows(String visibility) {
        HttpResponse<String> answer =
                send("PUT", "/settings", "{\"visibility\":\"%s\"}".formatted(visibility));
        if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
    }

    HttpResponse<String> of(Person other) {
        return send("GET", "/presence/" + other.name(), "");
    }

    /** "nothing" where there is none that I may see. */
    String stateOf(Person other) {
        HttpResponse<String> answer = of(other);
        JsonNode json = Json.parse(answer.body());
        return answer.statusCode() == 404 ? "nothing" : json.path("state").asText();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(parley.presenceUrl() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the presence service does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
