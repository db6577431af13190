package org.parley.web.health;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody who asks the origin how the hops are. */
record Asking(URI origin) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpResponse<String> without() {
        return send(HttpRequest.newBuilder(origin.resolve("/api/health")));
    }

    HttpResponse<String> with(String token) {
        return with(token, "");
    }

    HttpResponse<String> with(String token, String query) {
        return send(
                HttpRequest.newBuilder(origin.resolve("/api/health" + query))
                        .header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonObject problem(HttpResponse<String> answer) {
        JsonObject problem = new JsonObject(answer.body());
        return problem.put("media", answer.headers().firstValue("Content-Type").orElse(""));
    }
}
