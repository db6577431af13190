package org.parley.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.cli.web.Web;

/** What a service says of itself (MicroProfile Health). */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Readiness() {}

    static Finding of(String service, URI base, Web web) {
        try {
            HttpResponse<String> answer =
                    web.send(
                            HttpRequest.newBuilder(URI.create(base + "/q/health/ready")), PATIENCE);
            return answer.statusCode() == 200
                    ? Finding.ok(service, "ready")
                    : Finding.failed(
                            service,
                            "not ready: " + waitsFor(answer),
                            "Start what it waits for; it goes on by itself.");
        } catch (Failure failure) {
            return Finding.failed(
                    service,
                    String.valueOf(failure.getMessage()),
                    "Start it, and look into its log.");
        }
    }

    private static String waitsFor(HttpResponse<String> answer) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode check :
                Json.parseObject(answer.body()).orElseGet(Json::object).path("checks"))
            if (!check.path("status").asText().equals("UP")) reasons.add(reason(check));
        return reasons.isEmpty() ? "status " + answer.statusCode() : String.join("; ", reasons);
    }

    private static String reason(JsonNode check) {
        List<String> data = new ArrayList<>();
        check.path("data").properties().forEach(entry -> data.add(entry.getValue().asText()));
        return data.isEmpty() ? check.path("name").asText() : String.join(", ", data);
    }
}
