package org.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A packaged service as its users start it: on the JVM, or as the executable that {@code
 * deploy/native/build} made, with {@code -Dparley.native=all} or the names of some.
 */
public final class Program {

    static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1";

    static final String NATIVE = System.getProperty("parley.native", "");

    private Program() {}

    /**
     * Its command line.
     *
     * @param service its folder's name, such as {@code archive}
     * @param options such as {@code -Xmx64m}: those that executables know too
     */
    public static List<String> of(String service, String... options) {
        Path target = root().resolve("services").resolve(service).resolve("target");
        List<String> line = new ArrayList<>();
        boolean executable = isExecutable(service);
        if (executable) line.add(executable(target).toString());
        else
            line.addAll(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            QUICK_TO_START));
        line.addAll(Arrays.asList(options));
        if (!executable)
            line.addAll(List.of("-jar", target.resolve("quarkus-app/quarkus-run.jar").toString()));
        return line;
    }

    private static boolean isExecutable(String service) {
        return NATIVE.equals("all") || List.of(NATIVE.split(",")).contains(service);
    }

    private static Path executable(Path target) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target, "*-runner")) {
            for (Path file : files) return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(
                target + " has no executable: run deploy/native/build before");
    }

    static Path root() {
        String told = System.getProperty("parley.root");
        if (told == null || told.isEmpty())
            throw new IllegalStateException("set -Dparley.root to the clone; Maven does");
        return Path.of(told);
    }
}
