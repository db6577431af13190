package org.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A service as one native executable, which {@code deploy/native} makes. */
final class Executable {
    /** Instead of the names of all services. */
    static final String ALL = "all";

    private static final String ENDING = "-runner";

    private Executable() {}

    /**
     * Where it is.
     *
     * @param module its folder in the clone, such as {@code services/archive}
     */
    static Path require(Site site, String module) {
        var target = site.built(module + "/target");
        try (var files = Files.newDirectoryStream(target, "*" + ENDING)) {
            for (var file : files) return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new CannotStart(
                "%s has no %s: build it with deploy/native/build %s"
                        .formatted(target, ENDING, Path.of(module).getFileName()));
    }
}
