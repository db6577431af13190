package org.parley.cli.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;

/**
 * Where the broker listens.
 *
 * @param ca the certificate authority to trust instead of the JDK's, as a PEM file
 */
public record MqttAddress(String host, int port, boolean tls, @Nullable Path ca) {

    private static final String RULE = "it must be tcp://host:port or ssl://host:port";

    public static MqttAddress parse(String url, @Nullable Path ca) {
        URI uri = uri(url);
        boolean tls = "ssl".equals(uri.getScheme());
        if (uri.getHost() == null || (!tls && !"tcp".equals(uri.getScheme()))) throw illegal(url);
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 8883 : 1883;
        return new MqttAddress(uri.getHost(), port, tls, ca);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw illegal(url);
        }
    }

    private static Failure illegal(String url) {
        return new Failure(ExitCode.USAGE, "not an MQTT address: " + url + "; " + RULE, "");
    }

    @Override
    public String toString() {
        return (tls ? "ssl://" : "tcp://") + host + ":" + port;
    }
}
