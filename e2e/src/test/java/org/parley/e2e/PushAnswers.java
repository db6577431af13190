package org.parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.parley.testkit.PushVendors.Subscription;

/** The push service's REST, asked as somebody. */
record PushAnswers(Parley parley, String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static PushAnswers as(Person person) {
        return new PushAnswers(person.parley(), person.token());
    }

    void registers(String device, Subscription place) {
        send(
                "PUT",
                "/devices/" + device,
                """
                {"target":{"kind":"web-push","endpoint":"%s","keys":{"p256dh":"%s","auth":"%s"}}}
                """
                        .formatted(place.endpoint(), place.p256dh(), place.auth()));
    }

    /** Of a message on a device, in their order. */
    List<String> events(String device, String message) {
        List<String> events = new ArrayList<>();
        send("GET", "/ledger?device=" + device + "&message=" + message, "")
                .path("entries")
                .forEach(entry -> events.add(entry.path("event").asText()));
        return events.reversed();
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(parley.stack().serviceUrl("push") + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("the push service does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
