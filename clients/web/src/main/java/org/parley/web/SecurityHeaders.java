package org.parley.web;

import io.vertx.core.MultiMap;
import java.net.URI;

/**
 * What the browser may do with what comes from here. Scripts only from this origin, styles from it
 * or with the page's nonce, connections only to it and to the issuer; nobody may frame it.
 */
final class SecurityHeaders {

    private final String issuerOrigin;
    private final boolean secure;

    SecurityHeaders(WebConfig config) {
        this.issuerOrigin = originOf(config.issuer());
        this.secure = config.url().map(URI::getScheme).filter("https"::equals).isPresent();
    }

    private static String originOf(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    void onEverything(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set(
                        "Permissions-Policy",
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)")
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (secure) headers.set("Strict-Transport-Security", "max-age=31536000");
    }

    void onPage(MultiMap headers, String nonce) {
        headers.set(
                "Content-Security-Policy",
                String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self' 'nonce-" + nonce + "'",
                        "img-src 'self' data: blob:",
                        "font-src 'self'",
                        "connect-src 'self' " + issuerOrigin,
                        // mqtt.js keeps its timers in a worker, which browsers do not slow down.
                        "worker-src 'self' blob:",
                        "manifest-src 'self'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'"));
    }

    /** A worker brings its own policy: without connections the service worker could not fetch. */
    void onWorker(MultiMap headers) {
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");
    }
}
