package org.parley.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.util.Optional;

/**
 * Passes requests on to one service and streams its answers back. Health, metrics and descriptions
 * of the services ({@code /q}) stay inside.
 */
final class Forwarding {

    private final Upstream upstream;
    private final long largestRequest;
    private final HttpClient client;

    Forwarding(Vertx vertx, Upstream upstream, WebConfig config) {
        this.upstream = upstream;
        this.largestRequest = config.largestRequest();
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setSsl(upstream.tls())
                                .setMaxPoolSize(200)
                                .setConnectTimeout(
                                        Math.toIntExact(config.connectTimeout().toMillis()))
                                .setIdleTimeout(Math.toIntExact(config.silence().toSeconds())));
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<String> path = upstream.pathOf(context.normalizedPath());
        if (path.isEmpty()) {
            Problem.notFound(context.normalizedPath()).answer(request.response());
            return;
        }
        Optional<Problem> tooMuch = tooMuch(request);
        if (tooMuch.isPresent()) {
            tooMuch.get().answer(request.response());
            return;
        }
        String query = request.query();
        String target = path.get() + (query == null ? "" : "?" + query);
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(upstream.port(), upstream.host())
                .addInterceptor(new Boundary(upstream, target))
                .handle(request);
    }

    /** A body says how long it is, as every browser does: nothing is read only to be refused. */
    private Optional<Problem> tooMuch(HttpServerRequest request) {
        if (request.getHeader("Transfer-Encoding") != null)
            return Optional.of(
                    new Problem(
                            411,
                            "length-required",
                            "Length required",
                            "a request with a body names its Content-Length"));
        String length = request.getHeader("Content-Length");
        if (length == null || request.method().equals(HttpMethod.GET)) return Optional.empty();
        if (length.length() <= 18 && Long.parseLong(length) <= largestRequest)
            return Optional.empty();
        return Optional.of(
                new Problem(
                        413,
                        "too-large",
                        "The request is too large",
                        "the request has %s bytes; at most %d are taken"
                                .formatted(length, largestRequest)));
    }
}
