package org.parley.broker.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.parley.broker.Environment;
import org.parley.broker.Environment.WrongSettingException;

/** Which listeners the broker has, and where. */
record ListenerPorts(String bind, Map<Kind, Integer> ports) {

    /** HiveMQ's four listeners. */
    enum Kind {
        TCP("PARLEY_BROKER_TCP_PORT", "tcp-listener", false, false),
        TLS("PARLEY_BROKER_TLS_PORT", "tls-tcp-listener", true, false),
        WS("PARLEY_BROKER_WS_PORT", "websocket-listener", false, true),
        WSS("PARLEY_BROKER_WSS_PORT", "tls-websocket-listener", true, true);

        final String variable;
        final String element;
        final boolean tls;
        final boolean webSocket;

        Kind(String variable, String element, boolean tls, boolean webSocket) {
            this.variable = variable;
            this.element = element;
            this.tls = tls;
            this.webSocket = webSocket;
        }
    }

    static ListenerPorts from(Environment env) {
        Map<Kind, Integer> ports = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            OptionalInt port = env.port(kind.variable);
            if (port.isPresent()) ports.put(kind, port.getAsInt());
        }
        if (ports.isEmpty())
            throw new WrongSettingException("none of PARLEY_BROKER_{TCP,TLS,WS,WSS}_PORT is set");
        return new ListenerPorts(env.text("PARLEY_BROKER_BIND").orElse("127.0.0.1"), ports);
    }

    boolean haveTls() {
        return ports.keySet().stream().anyMatch(kind -> kind.tls);
    }

    /** HiveMQ only logs a port that it cannot have, and goes on without that listener. */
    void mustBeFree() {
        ports.forEach((kind, port) -> {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(bind, port));
            } catch (IOException e) {
                throw new WrongSettingException(
                        kind.variable + " is " + port + ": " + bind + " " + e.getMessage());
            }
        });
    }

    void mustAnswer() {
        ports.forEach((kind, port) -> {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(bind, port), 5_000);
            } catch (IOException e) {
                throw new IllegalStateException(
                        kind.element + " does not listen on " + bind + ":" + port, e);
            }
        });
    }
}
