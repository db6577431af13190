package org.parley.push.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.testkit.OwnPostgres;
import org.parley.testkit.Program;

/** The packaged service as a process of its own, as it runs in production; it may be killed. */
final class PushProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private final List<String> command;
    private final Path log;
    private final int port;
    private volatile Process process;

    PushProcess(Map<String, String> configuration, String name) throws IOException {
        port = OwnPostgres.freePort();
        log = Path.of("target", name + ".log");
        List<String> options = new ArrayList<>(List.of("-Xmx256m"));
        configuration.forEach((key, value) -> options.add("-D" + key + "=" + value));
        options.add("-Dquarkus.http.port=" + port);
        command = Program.of("push", options.toArray(String[]::new));
        start();
    }

    /** Also again, after it was killed. */
    void start() throws IOException {
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
    }

    HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(5))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** What readiness says; empty while nobody answers. */
    String readiness() {
        try {
            return send("GET", "/q/health/ready", "", "").body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    boolean isReady() {
        return readiness().replaceAll("\\s", "").startsWith("{\"status\":\"UP\"");
    }

    Path log() {
        return log;
    }

    /** Of what it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What it holds in memory now, in megabytes. */
    long megabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status")))
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        throw new IOException("no VmRSS");
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
