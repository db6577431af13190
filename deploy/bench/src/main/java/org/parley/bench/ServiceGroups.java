package org.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Over REST, as any client. */
final class ServiceGroups implements Groups {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI service;
    private final Accounts accounts;
    private final HttpClient http = HttpClient.newHttpClient();

    ServiceGroups(URI service, Accounts accounts) {
        this.service = service;
        this.accounts = accounts;
    }

    @Override
    public String create(List<String> members) {
        String owner = members.getFirst();
        String answer = send(owner, "POST", "/groups", Map.of("name", "bench"));
        String group = read(answer);
        List<String> others = members.subList(1, members.size());
        if (!others.isEmpty())
            send(owner, "POST", "/groups/" + group + "/members", Map.of("users", others));
        return group;
    }

    private static String read(String answer) {
        try {
            return JSON.readTree(answer).required("id").asText();
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotMeasure("the groups service answered no group: " + answer);
        }
    }

    @Override
    public void remove(String group, String owner, String member) {
        send(owner, "DELETE", "/groups/" + group + "/members/" + member, Map.of());
    }

    private String send(String user, String method, String path, Map<String, ?> body) {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + accounts.token(user))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(
                                                JSON.valueToTree(body).toString()))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) return answer.body();
            throw new CannotMeasure(
                    "the groups service answered %d to %s %s: %s"
                            .formatted(answer.statusCode(), method, path, answer.body()));
        } catch (IOException e) {
            throw new CannotMeasure("the groups service does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    @Override
    public String answeredBy() {
        return "the groups service";
    }

    @Override
    public void close() {
        http.close();
    }
}
