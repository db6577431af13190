package org.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Ends the running one, which the launcher then starts again. A second instance beside it would
 * leave a session on the broker that collects messages for ever.
 */
@Command(
        name = "startup",
        description =
                "Ends a service; how long the next one takes to be ready, and its memory then.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class StartupCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stackFile = Main.DEFAULT_STACK;

    @Option(names = "--json", description = "the report, for machines", paramLabel = "FILE")
    @Nullable Path json;

    @Parameters(description = "such as archive", arity = "1")
    String service = "";

    record Report(Machine machine, String service, long readyMillis, double cpuSeconds, long rss) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s: ready after %.2f s and %.2f CPU s, %d MB resident, %s%n",
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
        URI health = stack.service(service).resolve("/q/health/ready");
        long before = stack.process(service);
        end(before);
        Instant ready = awaitReady(health);
        await(() -> nextAfter(before).isPresent(), "in " + stackFile);
        Report report = report(nextAfter(before).orElseThrow(), ready);
        System.out.print(report.text());
        if (json != null) ReportJson.write(json, report);
        return 0;
    }

    private Optional<Long> nextAfter(long before) {
        Long now = Stack.read(stackFile).processes().get(service);
        return Optional.ofNullable(now).filter(pid -> pid != before);
    }

    private void end(long pid) throws InterruptedException {
        ProcessHandle running =
                ProcessHandle.of(pid)
                        .orElseThrow(
                                () -> new CannotMeasure(service + " " + pid + " does not run"));
        running.destroy();
        await(() -> !running.isAlive(), "ended");
    }

    private Instant awaitReady(URI health) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            await(() -> isReady(http, request), "ready");
            return Instant.now();
        }
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline)
                throw new CannotMeasure(service + " was not " + what + " within " + LIMIT);
            Thread.sleep(5);
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Report report(long pid, Instant ready) {
        Proc proc = Proc.ofThisMachine();
        Usage usage = proc.usage(Map.of(service, pid)).getFirst();
        Instant started = Instant.now().minus(proc.age(pid).orElseThrow());
        return new Report(
                Machine.here(),
                service,
                Duration.between(started, ready).toMillis(),
                usage.cpuSeconds(),
                usage.rss());
    }
}
