package org.parley.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** Stands where the services stand, and answers with what it was asked. */
public final class AskedService implements QuarkusTestResourceLifecycleManager {

    static final int LONG = 5_000_000;

    private final Vertx vertx = Vertx.vertx();

    @Override
    public Map<String, String> start() {
        HttpServer server =
                vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(AskedService::answer)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        String here = "http://127.0.0.1:" + server.actualPort();
        return Map.of(
                "PARLEY_ISSUER", "http://login.example.org/realms/parley",
                "PARLEY_ARCHIVE_URL", here,
                // Port 9 is for what nobody listens to: Keycloak is away from the start on.
                "PARLEY_ISSUER_INTERNAL", "http://127.0.0.1:9/realms/parley",
                "PARLEY_GROUPS_URL", "http://127.0.0.1:9",
                "PARLEY_MQTT_WS_URL", here + "/mqtt",
                "quarkus.http.test-port", "0");
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/mqtt" -> echo(request);
            case "/open" ->
                    request.response()
                            .putHeader("Access-Control-Allow-Origin", "*")
                            .putHeader("Set-Cookie", "a=b")
                            .end();
            case "/long" -> request.response().end(Buffer.buffer(new byte[LONG]));
            default ->
                    request.body().onSuccess(body -> request.response().end(asked(request) + body));
        }
    }

    /** Takes the upgrade, and sends back whatever bytes come. */
    private static void echo(HttpServerRequest request) {
        request.response()
                .setStatusCode(101)
                .putHeader("Upgrade", "websocket")
                .putHeader("Connection", "Upgrade")
                .putHeader("Sec-WebSocket-Protocol", request.getHeader("Sec-WebSocket-Protocol"));
        request.toNetSocket().onSuccess(socket -> socket.handler(socket::write));
    }

    private static String asked(HttpServerRequest request) {
        var text = new StringBuilder(request.method() + " " + request.uri() + "\n");
        request.headers().forEach((name, value) -> text.append(name + ": " + value + "\n"));
        return text.toString();
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
