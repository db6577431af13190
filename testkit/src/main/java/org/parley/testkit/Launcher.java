package org.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts {@code deploy/local}'s launcher, or joins the one that another test's JVM has started. */
final class Launcher {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final Path root = Program.root();
    private final Path data;
    private final List<String> options;

    Launcher(String name, int base, String... options) {
        this.data = root.resolve("target").resolve(name);
        this.options = new ArrayList<>(List.of("--ports", String.valueOf(base)));
        this.options.addAll(List.of(options));
        // None lives long enough to earn back what the second compiler costs.
        this.options.addAll(List.of("--set", "JDK_JAVA_OPTIONS=" + Program.QUICK_TO_START));
        if (!Program.NATIVE.isEmpty()) this.options.add("--native=" + Program.NATIVE);
    }

    /** The {@code stack.json} of a stack that is ready. */
    Path join() {
        Path stack = data.resolve("stack.json");
        try {
            Files.createDirectories(data);
            try (FileChannel lock = open(data.resolveSibling(data.getFileName() + ".starting"));
                    var _ = lock.lock()) {
                awaitEndOfEarlierOne(stack);
                if (!isRunning(stack)) start(stack);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stack;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean isRunning(Path stack) {
        return Files.exists(stack)
                && ProcessHandle.of(Json.read(stack).path("pid").asLong()).isPresent();
    }

    /** The stack of a build that has just ended may still be stopping: it has no file any more. */
    private void awaitEndOfEarlierOne(Path stack) throws IOException {
        Path lock = data.resolve("lock");
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (Files.exists(lock) && !Files.exists(stack) && isAlive(Files.readString(lock))) {
            if (System.nanoTime() > limit)
                throw new IllegalStateException("an earlier launcher does not end, see " + lock);
            pause();
        }
    }

    private static boolean isAlive(String pid) {
        return !pid.isBlank() && ProcessHandle.of(Long.parseLong(pid.strip())).isPresent();
    }

    private void start(Path stack) throws IOException {
        Files.deleteIfExists(stack);
        Path log = data.resolveSibling(data.getFileName() + ".log");
        System.out.println("testkit: starts real servers, see " + log);
        Process launcher =
                new ProcessBuilder(command())
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        awaitFile(stack, launcher, log);
    }

    private List<String> command() {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                Program.QUICK_TO_START,
                                "-Dparley.root=" + root,
                                "-cp",
                                root.resolve("deploy/local/target/local/lib") + "/*",
                                "org.parley.local.Main",
                                "up",
                                "--data",
                                data.toString(),
                                "--until-exit-of",
                                String.valueOf(build().pid())));
        line.addAll(options);
        return line;
    }

    private static void awaitFile(Path stack, Process launcher, Path log) throws IOException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(stack)) {
            if (!launcher.isAlive() || System.nanoTime() > limit) {
                launcher.destroy();
                throw new IllegalStateException(
                        "the servers did not start, see " + log + ":\n" + Files.readString(log));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Maven or the IDE: the nearest Java process above this one, which forked it. */
    private static ProcessHandle build() {
        Optional<ProcessHandle> above = ProcessHandle.current().parent();
        while (above.isPresent()) {
            if (above.get().info().command().orElse("").endsWith("java")) return above.get();
            above = above.get().parent();
        }
        return ProcessHandle.current();
    }
}
