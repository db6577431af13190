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

        /** Only its health and metrics are asked, for operators. */
        URI bridge();

        /** Where the broker has its health and metrics, which are asked for operators. */
        URI broker();
    }

    Health health();

    /** How the services are watched, for operators. */
    interface Health {
        /** Between two looks, while an operator looks. */
        @WithDefault("5s")
        Duration every();

        /** Between two looks, while nobody does: so that who comes sees what was. */
        @WithDefault("15s")
        Duration unwatched();

        /** How far back is told. */
        @WithDefault("30m")
        Duration keep();

        /** How long a service may take to answer. */
        @WithDefault("2s")
        Duration patience();
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
