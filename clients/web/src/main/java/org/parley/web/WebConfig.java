package org.parley.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set; a wrong value stops the start. */
@ConfigMapping(prefix = "parley.web")
public interface WebConfig {

    /** What stands in the tokens, and where browsers log in. */
    URI issuer();

    @WithDefault("parley-web")
    String clientId();

    /** Where people reach this server, if a proxy before it changes the Host header. */
    Optional<URI> url();

    /** The services' addresses, as this server reaches them. */
    Upstreams upstream();

    interface Upstreams {
        URI archive();

        URI groups();

        URI presence();

        URI push();

        /** The broker's WebSocket listener: http or https, with the path. */
        URI mqtt();
    }

    /** How long a service may take to accept a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** How long a service may be silent in the middle of an answer. */
    @WithDefault("60s")
    Duration silence();

    /** How long an MQTT connection may be silent; clients ping every minute. */
    @WithDefault("5m")
    Duration mqttSilence();

    /** How many MQTT connections go through here at once; the others wait, and try again. */
    @WithDefault("20000")
    int mqttConnections();

    /** Bytes of the largest request that is forwarded. */
    @WithDefault("262144")
    long largestRequest();
}
