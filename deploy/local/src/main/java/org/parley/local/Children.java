package org.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers on disk which processes we started, so that the next launcher finds what one that was
 * killed left behind. A process is known again by its id and the moment of its start.
 */
final class Children {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path file;
    private final ObjectNode known;

    Children(Path file) {
        this.file = file;
        this.known = Json.readOrEmpty(file);
    }

    synchronized void started(Server server, ProcessHandle process) {
        known.putObject(server.name())
                .put("pid", process.pid())
                .put("started", startOf(process).toString())
                .put("stopSignal", server.stopSignal());
        Json.write(file, known);
    }

    synchronized void ended(Server server) {
        known.remove(server.name());
        Json.write(file, known);
    }

    /** Ends what is left of an earlier launcher's children. */
    synchronized void endLeftovers(Progress progress) {
        for (var entry : known.properties()) {
            alive(entry.getValue())
                    .ifPresent(process -> {
                        progress.say(
                                entry.getKey(),
                                "of a launcher that was killed is ended, pid " + process.pid());
                        end(process, entry.getValue().get("stopSignal").textValue());
                    });
        }
        known.removeAll();
        Json.write(file, known);
    }

    private static Optional<ProcessHandle> alive(JsonNode entry) {
        var started = Instant.parse(entry.get("started").textValue());
        return ProcessHandle.of(entry.get("pid").longValue())
                .filter(p ->
                        Duration.between(started, startOf(p)).abs().compareTo(CLOCK_TOLERANCE) < 0);
    }

    private static void end(ProcessHandle process, String stopSignal) {
        Shell.signal(stopSignal, process.pid());
        try {
            var _ = process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            sweep(process.pid());
        } catch (TimeoutException e) {
            kill(process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** At once, with all that it started. */
    static void kill(long pid) {
        sweep(pid);
        Shell.signal("KILL", pid);
    }

    /** What a child that has ended had started itself and left behind. */
    static void sweep(long pid) {
        if (Command.groupsAreOurs()) {
            Shell.signalGroup("KILL", pid);
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
