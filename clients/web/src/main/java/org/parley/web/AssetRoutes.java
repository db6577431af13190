package org.parley.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.parley.web.Assets.Asset;

/** Serves the web client: what has a hash in its name for ever, the pages never from a cache. */
final class AssetRoutes {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern REFUSED = Pattern.compile(";\\s*q=0(\\.0*)?\\s*$");
    private static final String NONCE_MARK = "__CSP_NONCE__";

    private final Assets assets;
    private final SecurityHeaders security;
    private final Nonces nonces = new Nonces();

    AssetRoutes(Assets assets, SecurityHeaders security) {
        this.assets = assets;
        this.security = security;
    }

    void serve(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!READS.contains(request.method())) {
            context.next();
            return;
        }
        String path = fileOf(context.normalizedPath());
        Optional<Asset> found = assets.find(path);
        if (found.isEmpty()) context.next();
        else if (path.endsWith(".html")) page(request, found.get());
        else file(request, path, found.get());
    }

    private static String fileOf(String path) {
        return switch (path) {
            case "/" -> "/index.html";
            case "/console" -> "/console.html";
            default -> path;
        };
    }

    /** The nonce is in the header and in the body, so neither is ever used again. */
    private void page(HttpServerRequest request, Asset asset) {
        HttpServerResponse response = request.response();
        String nonce = nonces.next();
        security.onPage(response.headers(), nonce);
        response.putHeader("Content-Type", MediaType.of(".html"))
                .putHeader("Cache-Control", "no-cache, no-store");
        String text = asset.plain().toString(StandardCharsets.UTF_8);
        response.end(Buffer.buffer(text.replace(NONCE_MARK, nonce)));
    }

    private void file(HttpServerRequest request, String path, Asset asset) {
        HttpServerResponse response = request.response();
        if (path.equals("/service-worker.js")) security.onWorker(response.headers());
        response.putHeader("Content-Type", MediaType.of(path))
                .putHeader("Vary", "Accept-Encoding")
                .putHeader(
                        "Cache-Control",
                        path.startsWith("/assets/")
                                ? "public, max-age=31536000, immutable"
                                : "no-cache");
        response.end(encoded(request, response, asset));
    }

    private static Buffer encoded(
            HttpServerRequest request, HttpServerResponse response, Asset asset) {
        Buffer brotli = asset.brotli();
        Buffer gzip = asset.gzip();
        if (brotli != null && accepts(request, "br")) {
            response.putHeader("Content-Encoding", "br");
            return brotli;
        }
        if (gzip != null && accepts(request, "gzip")) {
            response.putHeader("Content-Encoding", "gzip");
            return gzip;
        }
        return asset.plain();
    }

    private static boolean accepts(HttpServerRequest request, String encoding) {
        String header = request.getHeader("Accept-Encoding");
        if (header == null) return false;
        return COMMA.splitAsStream(header)
                .map(String::strip)
                .filter(one -> one.equals(encoding) || one.startsWith(encoding + ";"))
                .anyMatch(one -> !REFUSED.matcher(one).find());
    }
}
