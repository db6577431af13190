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

    static Path require(Site site, String service) {
        var target = site.built("services/%s/target".formatted(service));
        try (var files = Files.newDirectoryStream(target, "*" + ENDING)) {
            for (var file : files) return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new CannotStart(
                "%s has no %s: build it with deploy/native/build %s"
                        .formatted(target, ENDING, service));
    }
}
