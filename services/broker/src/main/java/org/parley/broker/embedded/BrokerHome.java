package org.parley.broker.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which the embedded broker keeps its configuration and its data. */
record BrokerHome(Path configuration, Path data) {

    static BrokerHome in(Path folder) throws IOException {
        Path root = folder.toAbsolutePath();
        // HiveMQ would otherwise make its log folder in the working directory.
        System.setProperty("hivemq.home", root.toString());
        return new BrokerHome(
                Files.createDirectories(root.resolve("conf")),
                Files.createDirectories(root.resolve("data")));
    }

    void write(String hiveMqConfiguration) throws IOException {
        Files.writeString(configuration.resolve("config.xml"), hiveMqConfiguration);
    }
}
