package org.parley.web;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.parley.web.health.HealthRoute;

/** The routes of the one origin. */
@ApplicationScoped
class Origin {

    private final Vertx vertx;
    private final WebConfig config;
    private final HealthRoute health;

    Origin(Vertx vertx, WebConfig config, HealthRoute health) {
        this.vertx = vertx;
        this.config = config;
        this.health = health;
    }

    void routes(@Observes Router router) {
        SecurityHeaders security = new SecurityHeaders(config);
        router.route()
                .order(-100)
                .handler(context -> {
                    security.onEverything(context.response().headers());
                    if (isInner(context) && isFromOutside(context)) notFound(context);
                    else context.next();
                });
        Map.of(
                        "archive", config.upstream().archive(),
                        "groups", config.upstream().groups(),
                        "presence", config.upstream().presence(),
                        "push", config.upstream().push())
                .forEach((name, address) -> {
                    Forwarding to = new Forwarding(vertx, new Upstream(name, address), config);
                    router.route("/api/" + name + "/*").handler(to::handle);
                });
        router.get("/api/health").handler(health::handle);
        router.route("/api/*").handler(Origin::notFound);
        router.get("/mqtt")
                .handler(
                        new MqttTunnel(
                                        vertx,
                                        new Upstream("mqtt", config.upstream().mqtt()),
                                        config)
                                ::handle);
        router.get("/config.json").handler(this::configuration);
        AssetRoutes assets = new AssetRoutes(Assets.load(), security);
        router.route().handler(assets::serve);
        router.route().handler(Origin::notOurs);
    }

    /** Health and metrics of this server: nobody sees them through a proxy. */
    private static boolean isInner(RoutingContext context) {
        String path = context.normalizedPath();
        return path.equals("/q") || path.startsWith("/q/");
    }

    private static boolean isFromOutside(RoutingContext context) {
        MultiMap headers = context.request().headers();
        return headers.contains("X-Forwarded-For") || headers.contains("Forwarded");
    }

    private static void notOurs(RoutingContext context) {
        if (isInner(context)) context.next();
        else notFound(context);
    }

    private static void notFound(RoutingContext context) {
        Problem.notFound(context.normalizedPath()).answer(context.response());
    }

    private void configuration(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-cache")
                .end(
                        new JsonObject()
                                .put("issuer", config.issuer().toString())
                                .put("clientId", config.clientId())
                                .put("mqttPath", "/mqtt")
                                .toBuffer());
    }
}
