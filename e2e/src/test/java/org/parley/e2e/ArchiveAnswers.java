package org.parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The archive's REST, asked as somebody. */
record ArchiveAnswers(Parley parley, String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static ArchiveAnswers as(Person person) {
        return new ArchiveAnswers(person.parley(), person.token());
    }

    HttpResponse<String> get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(parley.archiveUrl() + path))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the archive does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200)
            throw new IllegalStateException(
                    path + ": " + response.statusCode() + " " + response.body());
        return Json.parse(response.body());
    }

    /** The messages that a device coming back learns of, page by page. */
    List<JsonNode> sync() {
        List<JsonNode> messages = new ArrayList<>();
        JsonNode page = json("/sync?limit=200");
        while (true) {
            Json.elements(page.path("items"))
                    .filter(item -> item.has("message"))
                    .forEach(item -> messages.add(item.path("message")));
            if (!page.path("more").asBoolean()) return messages;
            page = json("/sync?limit=200&after=" + encode(page.path("cursor").asText()));
        }
    }

    /** The texts of a conversation in the order of their positions. */
    List<String> history(Person one, Person other) {
        String id =
                one.name().compareTo(other.name()) <= 0
                        ? one.name() + "_" + other.name()
                        : other.name() + "_" + one.name();
        return sync().stream()
                .filter(m -> m.path("conversation").asText().equals(id))
                .map(m -> m.path("message").asText())
                .toList();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
