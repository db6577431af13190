package org.parley.web;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The built web client, in memory. The build lists its files in {@code web/files.txt}; what is not
 * listed is not there, so no path leads elsewhere.
 */
final class Assets {

    /** A file as it is, and compressed where the build found that it pays. */
    record Asset(Buffer plain, @Nullable Buffer gzip, @Nullable Buffer brotli) {}

    private static final String ROOT = "web/";
    private static final String LIST = "files.txt";

    private final Map<String, Asset> byPath;

    private Assets(Map<String, Asset> byPath) {
        this.byPath = byPath;
    }

    /** Without Node.js the build leaves the client out; this server does not start then. */
    static Assets load() {
        Buffer list =
                read(LIST)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the web client is not in this build: it needs Node.js 20 or"
                                                + " newer at build time"));
        Map<String, Asset> all = new HashMap<>();
        // The service worker keeps what is on it.
        all.put("/" + LIST, new Asset(list, null, null));
        list.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(path -> !path.endsWith(".br") && !path.endsWith(".gz"))
                .forEach(path -> all.put("/" + path, asset(path)));
        return new Assets(all);
    }

    private static Asset asset(String path) {
        return new Asset(
                read(path).orElseThrow(() -> new IllegalStateException(path + " is missing")),
                read(path + ".gz").orElse(null),
                read(path + ".br").orElse(null));
    }

    private static Optional<Buffer> read(String path) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(ROOT + path)) {
            return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
