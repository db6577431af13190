package org.parley.web;

import java.util.Map;

/** What a file is, by its ending: the few that the build makes. */
final class MediaType {

    private static final Map<String, String> BY_ENDING =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "woff2", "font/woff2",
                    "txt", "text/plain; charset=utf-8");

    private MediaType() {}

    static String of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return BY_ENDING.getOrDefault(ending, "application/octet-stream");
    }
}
