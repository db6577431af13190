package org.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The servers as unpacked from what Maven brought; shared by all stacks of this clone, and made by
 * whichever of them comes first.
 */
final class Install {
    private static final String ARCHIVES = "deploy/local/target/archives";

    private Install() {}

    /** What is done to the unpacked folder before it counts as there. */
    @FunctionalInterface
    interface Making {
        void in(Path folder) throws Exception;
    }

    /**
     * The archive that Maven copied, e.g. {@code keycloak-26.7.3.tar.gz}; its version is in its
     * name.
     */
    static Path archive(Site site, String prefix) {
        var folder = site.built(ARCHIVES);
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix + "-"))
                    .max(Path::compareTo)
                    .orElseThrow(
                            () -> Built.missing(folder.resolve(prefix + "-…"), "deploy/local"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of this name, made once and then only looked up. */
    static Path once(Site site, String name, Making making) throws Exception {
        var servers = Files.createDirectories(home(site));
        var installed = servers.resolve(name);
        if (Files.isDirectory(installed)) {
            return installed;
        }
        try (var channel = open(servers.resolve(name + ".lock"));
                var _ = channel.lock()) {
            if (!Files.isDirectory(installed)) {
                make(servers.resolve(name + ".part"), installed, making);
            }
        }
        return installed;
    }

    private static void make(Path part, Path installed, Making making) throws Exception {
        DataFolder.delete(part);
        making.in(Files.createDirectories(part));
        Files.move(part, installed);
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Beside the build; in the data folder where another user's build may not be written to. */
    private static Path home(Site site) {
        var target = site.built("deploy/local/target");
        return Files.isWritable(target) ? target.resolve("servers") : site.data().file("servers");
    }
}
