package org.parley.web;

import java.net.URI;
import java.util.Optional;

/** Where something is forwarded to. */
public record Upstream(String name, URI base) {

    public Upstream {
        if (base.getHost() == null || !base.getScheme().matches("https?"))
            throw new IllegalArgumentException(
                    "the address of %s is %s; it is http://host:port".formatted(name, base));
    }

    boolean tls() {
        return base.getScheme().equals("https");
    }

    int port() {
        if (base.getPort() > 0) return base.getPort();
        return tls() ? 443 : 80;
    }

    String host() {
        return base.getHost();
    }

    /**
     * The service's own path for one of ours; empty where it is nobody's business.
     *
     * @param path ours, normalized: no dots, no doubled slashes, nothing encoded that need not be
     */
    Optional<String> pathOf(String path) {
        String rest = path.substring(("/api/" + name).length());
        boolean itsOwn = rest.equals("/q") || rest.startsWith("/q/");
        return rest.length() < 2 || itsOwn ? Optional.empty() : Optional.of(basePath() + rest);
    }

    /** Of its own business: of what {@link #pathOf} never leads to. */
    public URI inner(String path) {
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + basePath() + path);
    }

    private String basePath() {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
