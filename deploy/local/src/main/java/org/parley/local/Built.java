package org.parley.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build has to have made before a server can start. */
final class Built {
    private Built() {}

    static Path require(Site site, String path, String module) {
        var file = site.built(path);
        if (!Files.exists(file)) {
            throw missing(file, module);
        }
        return file;
    }

    static CannotStart missing(Path file, String module) {
        return new CannotStart(
                "%s is not there: build it with ./mvnw -Dquick -DskipTests -pl %s -am package"
                        .formatted(file, module));
    }
}
