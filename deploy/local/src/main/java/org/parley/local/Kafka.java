package org.parley.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One Kafka node, broker and controller in one, through its official main classes. */
final class Kafka implements Server {
    private static final String JARS = "deploy/local/kafka/target/kafka/lib";

    private final Site site;

    Kafka(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.KAFKA, Port.KAFKA_CONTROLLER);
    }

    @Override
    public void prepare(Progress progress) throws Exception {
        Built.require(site, JARS, "deploy/local/kafka");
        DataFolder.writePrivately(settings(), settingsText().getBytes(StandardCharsets.UTF_8));
        if (!Files.exists(log().resolve("meta.properties"))) {
            progress.say(name(), "formats its log");
            Shell.run(
                    java(
                            "64m",
                            "kafka.tools.StorageTool",
                            "format",
                            "--ignore-formatted",
                            "--cluster-id",
                            "parley-local-cluster00",
                            "--config",
                            settings().toString()),
                    site.data().log(name()));
        }
    }

    private String settingsText() {
        return Resource.text("kafka.properties")
                .replace("${log}", log().toString())
                .replace("${broker}", site.ports().hostAndPort(Port.KAFKA))
                .replace("${controller}", site.ports().hostAndPort(Port.KAFKA_CONTROLLER));
    }

    @Override
    public Command command() {
        return java("384m", "kafka.Kafka", settings().toString());
    }

    private Command java(String heap, String mainClass, String... arguments) {
        var line =
                new java.util.ArrayList<>(
                        List.of(
                                Command.JAVA,
                                "-Xmx" + heap,
                                "-XX:+ExitOnOutOfMemoryError",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                                "-cp",
                                site.built(JARS) + "/*",
                                mainClass));
        line.addAll(List.of(arguments));
        return new Command(line, Map.of());
    }

    @Override
    public Optional<String> waitsFor(Running running) {
        return running.logged("Kafka Server started")
                ? Optional.empty()
                : Optional.of("'Kafka Server started' in its log");
    }

    private Path settings() {
        return site.data().file("kafka.properties");
    }

    private Path log() {
        return site.data().file("kafka");
    }
}
