package org.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./parley status}. */
@Command(
        name = "status",
        description = "Says what runs in the data folder; exit code 1 if nothing.")
final class Status implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Default: .parley in the clone.")
    @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    @Override
    public Integer call() throws Exception {
        var folder = DataFolder.of(data);
        var holder = DataLock.holder(folder);
        if (holder.isEmpty()) {
            System.out.println("nothing runs in " + folder.path() + ": ./parley up starts it");
            return 1;
        }
        var file = folder.file("stack.json");
        System.out.printf("Parley runs in %s, pid %d%n", folder.path(), holder.get().pid());
        if (Files.exists(file)) show(Json.read(file));
        else System.out.println("  still starting or already stopping");
        return 0;
    }

    private static void show(JsonNode stack) {
        var mqtt = stack.path("mqtt");
        row("MQTT", "%s:%s".formatted(mqtt.path("host").asText(), mqtt.path("tcp").asText()));
        row("Keycloak", stack.path("keycloak").path("url").asText());
        stack.path("services").properties().forEach(s -> row(s.getKey(), s.getValue().asText()));
        stack.path("processes").properties().forEach(p -> row(p.getKey(), "pid " + p.getValue()));
    }

    private static void row(String name, String value) {
        System.out.printf("  %-10s %s%n", name, value);
    }
}
