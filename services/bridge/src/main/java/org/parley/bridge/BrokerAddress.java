package org.parley.bridge;

import java.net.URI;

/** Where the broker listens: {@code tcp://host:port}, or {@code ssl://host:port} for TLS. */
record BrokerAddress(String host, int port, boolean tls) {

    /** Read by the configuration, which stops the start at an exception. */
    public static BrokerAddress of(String url) {
        URI uri = URI.create(url);
        boolean tls = "ssl".equals(uri.getScheme());
        boolean complete = uri.getHost() != null && uri.getPort() > 0;
        if (!complete || (!tls && !"tcp".equals(uri.getScheme())))
            throw new IllegalArgumentException(
                    "not a broker: " + url + "; it must be tcp://host:port or ssl://host:port");
        return new BrokerAddress(uri.getHost(), uri.getPort(), tls);
    }

    @Override
    public String toString() {
        return (tls ? "ssl://" : "tcp://") + host + ":" + port;
    }
}
