package org.parley.web.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.parley.web.WebConfig;
import org.parley.web.health.History.Line;

/**
 * Asks every service how it is and what it counted, again and again: often while an operator looks,
 * else seldom. It asks on a thread of its own and answers from what it remembers, so a service that
 * is away delays nobody.
 */
@ApplicationScoped
class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);

    /** An operator's page asks more often than this. */
    private static final Duration LOOKED = Duration.ofMinutes(1);

    private static final int LARGEST_ANSWER = 4_000_000;

    private final WebConfig.Health config;
    private final List<Watched> services;
    private final History history;
    private final HttpClient client;
    private final Thread thread;
    private volatile Instant lookedAt = Instant.EPOCH;

    Watch(WebConfig config) {
        this.config = config.health();
        this.services = Watched.all(config.upstream());
        this.history = new History(this.config.keep(), this.config.every());
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(this.config.patience())
                        .build();
        this.thread = Thread.ofVirtual().name("health").unstarted(this::run);
    }

    void onStart(@Observes StartupEvent event) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.interrupt();
        client.shutdownNow();
    }

    /** What came after this time, for an operator: he looks. */
    History.Excerpt since(long time) {
        Instant now = Instant.now();
        lookedAt = now;
        return history.after(time, now);
    }

    List<Watched.Sight> sights() {
        return services.stream().map(Watched::sight).toList();
    }

    WebConfig.Health config() {
        return config;
    }

    private void run() {
        Instant last = Instant.EPOCH;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Instant now = Instant.now();
                if (!now.isBefore(last.plus(pace(now)))) {
                    last = now;
                    look(now);
                }
                Thread.sleep(untilNext(now));
            }
        } catch (InterruptedException _) {
            // The server stops.
        }
    }

    private Duration pace(Instant now) {
        boolean watched = lookedAt.isAfter(now.minus(LOOKED));
        // Sleeping is not exact.
        return (watched ? config.every() : config.unwatched()).minusMillis(100);
    }

    private Duration untilNext(Instant begun) {
        Duration rest = config.every().minus(Duration.between(begun, Instant.now()));
        return rest.isPositive() ? rest : Duration.ZERO;
    }

    private void look(Instant at) throws InterruptedException {
        Map<Watched, Asked> asked = new HashMap<>();
        for (Watched service : services) asked.put(service, new Asked(service));
        long limit = System.nanoTime() + config.patience().toNanos();
        Map<Line, Double> values = new HashMap<>();
        for (Watched service : services) {
            Asked answers = asked.get(service);
            if (answers == null) continue;
            service.seen(at, answers.condition(limit));
            values.putAll(service.readings.take(at, answers.metrics(limit)));
        }
        history.add(at, values);
    }

    /** The questions to one service, all under way at once. */
    private final class Asked {

        private final Watched service;
        private final CompletableFuture<HttpResponse<String>> readiness;
        private final CompletableFuture<HttpResponse<String>> metrics;
        private final @Nullable CompletableFuture<HttpResponse<String>> wellness;

        Asked(Watched service) {
            this.service = service;
            this.readiness = ask(service.readiness);
            this.metrics = ask(service.metrics);
            this.wellness = service.wellness == null ? null : ask(service.wellness);
        }

        private CompletableFuture<HttpResponse<String>> ask(URI address) {
            return client.sendAsync(
                    HttpRequest.newBuilder(address).build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        }

        Condition condition(long limit) throws InterruptedException {
            Condition ready = condition(readiness, limit);
            return wellness == null ? ready : ready.and(condition(wellness, limit));
        }

        private Condition condition(CompletableFuture<HttpResponse<String>> answer, long limit)
                throws InterruptedException {
            try {
                HttpResponse<String> there = await(answer, limit);
                return Condition.of(service.name, there.statusCode(), there.body());
            } catch (IOException e) {
                return Condition.down("does not answer: " + describe(e));
            }
        }

        String metrics(long limit) throws InterruptedException {
            try {
                HttpResponse<String> there = await(metrics, limit);
                return there.statusCode() == 200 ? there.body() : "";
            } catch (IOException e) {
                LOG.debugf("no metrics service=%s reason=%s", service.name, describe(e));
                return "";
            }
        }
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer, long limit)
            throws InterruptedException, IOException {
        try {
            return answer.get(Math.max(0, limit - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("not within " + config.patience().toMillis() + " ms", e);
        }
    }

    private static String describe(IOException e) {
        // The client says no more than that.
        if (e instanceof ConnectException) return "nobody takes the connection";
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
