package org.parley.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A second instance beside the running one, with its command and environment but another port. */
@Command(
        name = "startup",
        description = "How long a service takes to be ready, and its memory then.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class StartupCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stackFile = Main.DEFAULT_STACK;

    @Option(
            names = "--command",
            description = "instead of the running one's, with its environment: a native executable",
            arity = "1..*")
    List<String> command = List.of();

    @Option(names = "--json", description = "the report, for machines", paramLabel = "FILE")
    @Nullable Path json;

    @Parameters(description = "bridge, archive", arity = "1")
    String service = "";

    record Report(Machine machine, String service, long readyMillis, double cpuSeconds, long rss) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s: ready after %.1f s and %.1f CPU s, %d MB resident, %s%n",
                    service,
                    readyMillis / 1000.0,
                    cpuSeconds,
                    rss / 1024,
                    machine.date());
        }
    }

    @Override
    public Integer call() throws Exception {
        Stack stack = Stack.read(stackFile);
        Path running = Path.of("/proc", Long.toString(stack.process(service)));
        int port = freePort();
        long start = System.nanoTime();
        Process process = builder(running, port).start();
        try {
            awaitReady(URI.create("http://127.0.0.1:" + port + "/q/health/ready"), process);
            Report report = report(process, Duration.ofNanos(System.nanoTime() - start));
            System.out.print(report.text());
            if (json != null) ReportJson.write(json, report);
            return 0;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private ProcessBuilder builder(Path running, int port) throws IOException {
        List<String> line = command.isEmpty() ? zeroSeparated(running.resolve("cmdline")) : command;
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        for (String variable : zeroSeparated(running.resolve("environ"))) {
            String[] parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return builder;
    }

    static List<String> zeroSeparated(Path file) throws IOException {
        return List.of(Files.readString(file).split("\0", 0));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(URI health, Process process) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http, request)) {
                if (!process.isAlive())
                    throw new CannotMeasure(
                            "the second " + service + " ended with code " + process.exitValue());
                if (System.nanoTime() > deadline)
                    throw new CannotMeasure(
                            "the second " + service + " was not ready within " + LIMIT);
                Thread.sleep(10);
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Report report(Process process, Duration ready) {
        Usage usage = Proc.ofThisMachine().usage(Map.of(service, process.pid())).getFirst();
        return new Report(
                Machine.here(), service, ready.toMillis(), usage.cpuSeconds(), usage.rss());
    }
}
