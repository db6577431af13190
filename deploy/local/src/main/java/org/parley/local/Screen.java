package org.parley.local;

import java.nio.file.Path;
import java.util.List;

/** What a person sees when all is ready. */
final class Screen {
    private final Stack stack;
    private final Site site;
    private final List<String> running;

    Screen(Stack stack, List<Server> running) {
        this.stack = stack;
        this.site = stack.site();
        this.running = Stack.names(running);
    }

    String text(String readyAfter) {
        var text =
                new StringBuilder(
                        "\nParley is ready after %s. Ctrl-C stops it.\n\n".formatted(readyAfter));
        addAddresses(text);
        text.append("\n  User       Password\n");
        RealmFile.DEMO_USERS.forEach(user ->
                text.append("  %-10s %s\n".formatted(user, secret(RealmFile.secretOf(user)))));
        if (running.contains(Web.NAME)) {
            text.append("\n  Chat in the browser: %s\n".formatted(Web.url(site)));
        }
        if (running.contains("broker")) {
            addCommands(text);
        }
        return text.toString();
    }

    private void addAddresses(StringBuilder text) {
        var ports = site.ports();
        if (running.contains("broker")) {
            row(
                    text,
                    "MQTT",
                    "127.0.0.1, TCP %d, TLS %d, WebSocket %d, secure WebSocket %d"
                            .formatted(
                                    ports.of(Port.MQTT),
                                    ports.of(Port.MQTT_TLS),
                                    ports.of(Port.MQTT_WS),
                                    ports.of(Port.MQTT_WSS)));
        }
        for (var service : stack.services()) {
            if (running.contains(service.name())) {
                row(text, service.name(), service.url());
            }
        }
        row(
                text,
                "Keycloak",
                "%s  %s %s"
                        .formatted(
                                ports.http(Port.KEYCLOAK),
                                Keycloak.ADMIN,
                                secret("keycloak-admin")));
        row(text, "Kafka", ports.hostAndPort(Port.KAFKA));
        row(text, "PostgreSQL", ports.hostAndPort(Port.POSTGRES));
        row(text, "Data", site.data().path() + ", passwords in stack.json, logs in logs");
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("  %-10s %s\n".formatted(name, value));
    }

    private void addCommands(StringBuilder text) {
        var parley = script();
        var mosquitto = "-h 127.0.0.1 -p %d -q 1".formatted(site.ports().of(Port.MQTT));
        text.append("\n  To paste in another terminal:\n")
                .append(
                        "  mosquitto_sub %s -u bob -P \"$(%s token bob)\" -i bob:terminal -v -t 'chat/bob/#'\n"
                                .formatted(mosquitto, parley))
                .append(
                        "  mosquitto_pub %s -u alice -P \"$(%s token alice)\" -i alice:terminal -t chat/bob/alice -m '{\"message\":\"Hello Bob\"}'\n"
                                .formatted(mosquitto, parley))
                .append("  %s chat bob --as alice\n".formatted(parley));
    }

    private String script() {
        var here = Path.of("").toAbsolutePath();
        return here.equals(site.root()) ? "./parley" : "'" + site.root().resolve("parley") + "'";
    }

    private String secret(String name) {
        return site.secrets().of(name);
    }
}
