package org.parley.archive.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.testkit.OwnPostgres;
import org.parley.testkit.Program;

/** The packaged archive as a process of its own, as it runs in production. */
final class ArchiveProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    /**
     * Starts one.
     *
     * @param configuration as system properties: the same group and database make a restart
     */
    ArchiveProcess(Map<String, String> configuration, String log) throws IOException {
        port = OwnPostgres.freePort();
        List<String> options = new ArrayList<>(List.of("-Xmx256m"));
        configuration.forEach((key, value) -> options.add("-D" + key + "=" + value));
        options.add("-Dquarkus.http.port=" + port);
        process =
                new ProcessBuilder(Program.of("archive", options.toArray(String[]::new)))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        Path.of("target", log + ".log").toFile()))
                        .start();
    }

    /** What readiness says; empty while nobody answers. */
    String readiness() {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:" + port + "/q/health/ready"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
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

    boolean isAlive() {
        return process.isAlive();
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
