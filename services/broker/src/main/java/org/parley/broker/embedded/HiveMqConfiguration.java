package org.parley.broker.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public image's config.xml, with the listeners that this process has ports for. */
final class HiveMqConfiguration {

    private static final Pattern LISTENERS =
            Pattern.compile("<listeners>.*</listeners>", Pattern.DOTALL);
    private static final String PERSISTENCE = "${ENV:PARLEY_BROKER_PERSISTENCE}";

    private HiveMqConfiguration() {}

    static String render(ListenerPorts listeners, String persistence) throws IOException {
        StringBuilder xml = new StringBuilder("<listeners>\n");
        for (Map.Entry<ListenerPorts.Kind, Integer> listener : listeners.ports().entrySet())
            xml.append(render(listener.getKey(), listeners.bind(), listener.getValue()));
        xml.append("    </listeners>");
        return LISTENERS
                .matcher(imageConfiguration())
                .replaceFirst(Matcher.quoteReplacement(xml.toString()))
                .replace(PERSISTENCE, persistence);
    }

    private static String imageConfiguration() throws IOException {
        try (InputStream in = HiveMqConfiguration.class.getResourceAsStream("config.xml")) {
            if (in == null) throw new IOException("config.xml is missing from the runner's jar");
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // HiveMQ fills in variables even within comments.
            return text.replaceAll("(?s)<!--.*?-->", "");
        }
    }

    private static String render(ListenerPorts.Kind kind, String bind, int port) {
        return """
                <%1$s>
                    <port>%2$d</port>
                    <bind-address>%3$s</bind-address>
                    <name>%1$s-%2$d</name>
                    %4$s%5$s
                </%1$s>
        """
                .formatted(
                        kind.element,
                        port,
                        bind,
                        kind.webSocket ? WEB_SOCKET : "",
                        kind.tls ? TLS : "");
    }

    private static final String WEB_SOCKET =
            "<path>/mqtt</path><subprotocols><subprotocol>mqtt</subprotocol></subprotocols>";

    /** The password stays in the environment. */
    private static final String TLS =
            """
            <tls>
                <keystore>
                    <path>${ENV:PARLEY_BROKER_KEYSTORE}</path>
                    <password>${ENV:PARLEY_BROKER_KEYSTORE_PASSWORD}</password>
                    <private-key-password>${ENV:PARLEY_BROKER_KEYSTORE_PASSWORD}</private-key-password>
                </keystore>
                <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
            </tls>
            """;
}
