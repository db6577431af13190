package org.parley.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;

/** Sends requests; an answer of any status is an answer, no answer is a {@link Failure}. */
public final class Web {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    public HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    public HttpResponse<String> postForm(URI uri, Map<String, String> form) {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(query(form))));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    }

    /** For answers of any length: without a time limit on the whole. */
    public HttpResponse<InputStream> stream(HttpRequest.Builder request) {
        return send(request.build(), BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (ConnectException e) {
            throw unreachable(request.uri(), "nobody listens there", e);
        } catch (IOException e) {
            throw unreachable(request.uri(), String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(request.uri(), "interrupted", e);
        }
    }

    private static Failure unreachable(URI uri, String why, Exception cause) {
        String address = uri.getScheme() + "://" + uri.getAuthority();
        return new Failure(
                ExitCode.UNREACHABLE,
                "cannot reach " + address + ": " + why,
                "Is the server running? A local stack starts with: ./parley up",
                cause);
    }

    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
