package org.parley.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs the servers: starts each as soon as those it needs are ready, starts one that died again,
 * and stops all, each after those that need it.
 */
final class Crew {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final List<Server> servers;
    private final DataFolder data;
    private final Children children;
    private final Progress progress;
    private final Duration restartAfter;
    private final Runnable onChange;
    private final Milestone ready;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<String, Long> readyPids = new ConcurrentHashMap<>();
    private boolean stopping;

    /**
     * @param onChange called when a server that had been ready is gone, or ready again
     */
    Crew(
            List<Server> servers,
            DataFolder data,
            Children children,
            Progress progress,
            Duration restartAfter,
            Runnable onChange) {
        this.servers = servers;
        this.data = data;
        this.children = children;
        this.progress = progress;
        this.restartAfter = restartAfter;
        this.onChange = onChange;
        this.ready = new Milestone(servers);
    }

    /** Returns when all are ready; throws the first reason why one cannot be. */
    void start() {
        var failed = new CompletableFuture<Void>();
        for (var server : servers) {
            Thread.ofVirtual().name(server.name()).start(() -> startAndKeep(server, failed));
        }
        try {
            CompletableFuture.anyOf(ready.all(), failed).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart reason ? reason : e;
        }
    }

    /** The process ids of those that are ready now. */
    Map<String, Long> readyPids() {
        return new TreeMap<>(readyPids);
    }

    private void startAndKeep(Server server, CompletableFuture<Void> failed) {
        try {
            server.prepare(progress);
            awaitNeeds(server);
            var child = launch(server);
            awaitReady(server, child);
            ready.reachedBy(server);
            keep(server, child);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CannotStart e) {
            failed.completeExceptionally(e);
        } catch (Exception e) {
            failed.completeExceptionally(
                    new CannotStart(server.name() + " does not start: " + e, e));
        }
    }

    private void awaitNeeds(Server server) {
        var missing =
                servers.stream()
                        .map(Server::name)
                        .filter(server.needs()::contains)
                        .filter(name -> !ready.isReachedBy(name))
                        .toList();
        if (!missing.isEmpty()) {
            progress.say(server.name(), "waits for " + String.join(", ", missing));
            missing.forEach(ready::await);
        }
    }

    private synchronized Running launch(Server server) throws IOException, InterruptedException {
        if (stopping) {
            throw new InterruptedException("stopping");
        }
        var log = data.log(server.name());
        var logStart = LogFile.sizeOf(log);
        var process =
                server.command()
                        .inOwnGroup()
                        .builder()
                        .directory(data.path().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        children.started(server, process.toHandle());
        process.getOutputStream().close();
        progress.say(server.name(), "starts, pid " + process.pid());
        var child = new Running(process, log, logStart, System.nanoTime());
        running.put(server.name(), child);
        return child;
    }

    private void awaitReady(Server server, Running child) throws Exception {
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        var lastWait = "";
        while (true) {
            if (!child.process().isAlive()) {
                throw new CannotStart(
                        "%s %s before it was ready:\n%s"
                                .formatted(server.name(), child.ending(), child.tail()));
            }
            var waitsFor = server.waitsFor(child);
            if (waitsFor.isEmpty()) {
                break;
            }
            lastWait = waitsFor.get();
            if (System.nanoTime() > limit) {
                throw new CannotStart(
                        "%s is not ready after %d s, it waits for %s:\n%s"
                                .formatted(
                                        server.name(),
                                        START_LIMIT.toSeconds(),
                                        lastWait,
                                        child.tail()));
            }
            Thread.sleep(LOOK_EVERY);
        }
        server.whenReady();
        readyPids.put(server.name(), child.pid());
        progress.say(server.name(), "ready after " + Progress.in(child.startedAt()));
    }

    /** Starts it again whenever it dies; one that dies before it is ready gets longer pauses. */
    private void keep(Server server, Running first) throws Exception {
        var child = first;
        var pause = restartAfter;
        while (true) {
            child.process().waitFor();
            Children.sweep(child.pid());
            if (hasEnded(server)) {
                return;
            }
            progress.say(
                    server.name(),
                    "%s; starts again in %s".formatted(child.ending(), words(pause)));
            Thread.sleep(pause);
            child = launch(server);
            try {
                awaitReady(server, child);
                onChange.run();
                pause = restartAfter;
            } catch (CannotStart e) {
                progress.line(String.valueOf(e.getMessage()));
                Children.kill(child.pid());
                pause = longer(pause);
            }
        }
    }

    /** Takes note of its end; true when that was meant to be. */
    private boolean hasEnded(Server server) {
        synchronized (this) {
            if (stopping) {
                return true;
            }
            children.ended(server);
        }
        readyPids.remove(server.name());
        onChange.run();
        return false;
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2).plusSeconds(1);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }

    /** Stops all in order and returns when none is left. */
    void stop() {
        synchronized (this) {
            stopping = true;
        }
        var stopped = new Milestone(servers);
        for (var server : servers.reversed()) {
            Thread.ofVirtual().start(() -> stopAfterUsers(server, stopped));
        }
        stopped.all().join();
    }

    private void stopAfterUsers(Server server, Milestone stopped) {
        servers.stream()
                .filter(other -> other.needs().contains(server.name()))
                .forEach(user -> stopped.await(user.name()));
        try {
            var child = running.get(server.name());
            if (child != null && child.process().isAlive()) {
                stop(server, child);
            }
            children.ended(server);
        } finally {
            stopped.reachedBy(server);
        }
    }

    private void stop(Server server, Running child) {
        var since = System.nanoTime();
        Shell.signal(server.stopSignal(), child.pid());
        try {
            if (child.process().waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                Children.sweep(child.pid());
                progress.say(server.name(), "stopped after " + Progress.in(since));
            } else {
                Children.kill(child.pid());
                child.process().waitFor();
                progress.say(
                        server.name(),
                        "did not stop within %s: killed".formatted(words(STOP_LIMIT)));
            }
        } catch (InterruptedException e) {
            Children.kill(child.pid());
            Thread.currentThread().interrupt();
        }
    }

    /** The impatient way: those that are still there end at once. */
    void kill() {
        synchronized (this) {
            stopping = true;
        }
        running.values().stream()
                .filter(child -> child.process().isAlive())
                .forEach(child -> Children.kill(child.pid()));
    }
}
