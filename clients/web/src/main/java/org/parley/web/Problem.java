package org.parley.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Why there is no answer (RFC 9457). */
public record Problem(int status, String name, String title, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem notFound(String path) {
        return new Problem(404, "not-found", "Not found", "there is no " + path);
    }

    static Problem unreachable(String service) {
        return new Problem(
                502,
                "service-unreachable",
                "A service cannot be reached",
                service + " does not answer; try again in a moment");
    }

    Buffer body() {
        return new JsonObject()
                .put("type", "urn:parley:problem:" + name)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }

    public void answer(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE).end(body());
    }
}
