package org.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one stack keeps what it must not forget between starts. */
record DataFolder(Path path) {
    private static final Set<String> KEPT_BY_FRESH = Set.of("lock", "processes.json");

    DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** The one that was named, else {@code .parley} in the clone. */
    static DataFolder of(@Nullable Path named) {
        return new DataFolder(named == null ? root().resolve(".parley") : named);
    }

    /** The clone that this was built in: the script says, else it is where our jar lies. */
    static Path root() {
        var told = System.getProperty("parley.root");
        if (told == null) {
            throw new CannotStart(
                    "start this with ./parley up, which says where the clone is (-Dparley.root)");
        }
        return Path.of(told).toAbsolutePath().normalize();
    }

    void create() {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new CannotStart(
                    "the data folder %s cannot be made: %s".formatted(path, e.getMessage()), e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** A folder of this name, made if missing. */
    Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log(String server) {
        return folder("logs").resolve(server + ".log");
    }

    void wipe() {
        try (var entries = Files.list(path)) {
            for (var entry : entries.toList()) {
                if (!KEPT_BY_FRESH.contains(entry.getFileName().toString())) {
                    delete(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(tree)) {
            for (var entry : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    /** Replaces the file as a whole, readable by its owner only: a reader never sees half of it. */
    static void writePrivately(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            var owner =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            var fresh =
                    Files.createTempFile(file.getParent(), "." + file.getFileName(), null, owner);
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
