package org.parley.web;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * MQTT over WebSocket to the broker, on this origin. Bytes pass as they are, and no faster than the
 * slower side takes them, so that a browser that does not read fills no memory here.
 */
final class MqttTunnel {

    private static final Logger LOG = Logger.getLogger(MqttTunnel.class);

    /** All of the handshake that the broker needs; cookies and tokens are not among them. */
    private static final List<String> HANDSHAKE =
            List.of(
                    "Sec-WebSocket-Key",
                    "Sec-WebSocket-Version",
                    "Sec-WebSocket-Protocol",
                    "Sec-WebSocket-Extensions");

    private final Upstream broker;
    private final WebConfig config;
    private final HttpClient client;

    MqttTunnel(Vertx vertx, Upstream broker, WebConfig config) {
        this.broker = broker;
        this.config = config;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setSsl(broker.tls())
                                .setMaxPoolSize(config.mqttConnections())
                                .setConnectTimeout(
                                        Math.toIntExact(config.connectTimeout().toMillis()))
                                .setIdleTimeout(Math.toIntExact(config.mqttSilence().toSeconds())));
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = request.response();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            new Problem(426, "upgrade-required", "Upgrade required", "this is MQTT over WebSocket")
                    .answer(response.putHeader("Upgrade", "websocket"));
        } else if (!isOurs(request)) {
            new Problem(
                            403,
                            "foreign-origin",
                            "Another origin",
                            "connections come from this origin")
                    .answer(response);
        } else {
            request.pause();
            open(request);
        }
    }

    /** Programs send no Origin; a page of somebody else sends its own. */
    private boolean isOurs(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) return true;
        if (config.url().map(URI::toString).filter(origin::equals).isPresent()) return true;
        String host = request.getHeader("Host");
        return host != null && origin.equals(request.scheme() + "://" + host);
    }

    private void open(HttpServerRequest request) {
        client.request(
                        new RequestOptions()
                                .setMethod(HttpMethod.GET)
                                .setHost(broker.host())
                                .setPort(broker.port())
                                .setURI(broker.base().getRawPath()))
                .compose(upgrade -> handshake(request.headers(), upgrade).connect())
                .onSuccess(answer -> answered(request, answer))
                .onFailure(failure -> refuse(request, failure));
    }

    private static HttpClientRequest handshake(MultiMap from, HttpClientRequest upgrade) {
        upgrade.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
        for (String name : HANDSHAKE)
            if (from.contains(name)) upgrade.putHeader(name, from.getAll(name));
        return upgrade;
    }

    private void answered(HttpServerRequest request, HttpClientResponse answer) {
        if (answer.statusCode() != 101) {
            refuse(request, new IllegalStateException("the broker answers " + answer.statusCode()));
            return;
        }
        request.response().setStatusCode(101).headers().addAll(answer.headers());
        NetSocket toBroker = answer.netSocket();
        request.toNetSocket()
                .onSuccess(toBrowser -> join(toBrowser, toBroker))
                .onFailure(failure -> toBroker.close());
    }

    private static void join(NetSocket one, NetSocket other) {
        one.pipeTo(other).onComplete(end -> one.close());
        other.pipeTo(one).onComplete(end -> other.close());
    }

    private void refuse(HttpServerRequest request, Throwable failure) {
        LOG.warnf("service unreachable service=%s reason=%s", broker.name(), failure.getMessage());
        request.resume();
        if (!request.response().ended())
            Problem.unreachable(broker.name()).answer(request.response());
    }
}
