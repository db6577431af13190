package org.parley.presence.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.presence.PresenceConfig;
import org.parley.presence.start.Patience;
import org.parley.presence.start.Waiting;

/** Asks the broker again and again who is connected. */
@ApplicationScoped
public class BrokerWatch {

    private static final String SUBJECT = "ask the broker who is connected";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServiceLogin login;
    private final ObjectMapper mapper;
    private final PresenceConfig config;
    private final Waiting waiting;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final AtomicReference<@Nullable Look> newest = new AtomicReference<>();
    private volatile long answeredAt;
    private volatile int connections;
    private volatile boolean everAnswered;

    BrokerWatch(
            ServiceLogin login,
            ObjectMapper mapper,
            PresenceConfig config,
            Waiting waiting,
            MeterRegistry meters) {
        this.login = login;
        this.mapper = mapper;
        this.config = config;
        this.waiting = waiting;
        this.address = config.brokerUrl().resolve("/connections");
        this.answeredAt = System.nanoTime();
        meters.gauge("parley.presence.broker.age.seconds", this, BrokerWatch::age);
        meters.gauge("parley.presence.connections", this, watch -> watch.connections);
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("broker").start(this::run);
    }

    private void run() {
        try {
            while (!waiting.isStopping()) {
                newest.set(look());
                waiting.pause(config.askEvery());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Look look() throws InterruptedException {
        Look look = ask();
        switch (look) {
            case Look.Answered(Connections all) -> {
                answeredAt = System.nanoTime();
                connections = all.count();
                everAnswered = true;
                waiting.over(SUBJECT);
            }
            case Look.NotAnswered(String reason) -> waiting.because(SUBJECT, reason);
            case Look.NotAsked(String reason) -> waiting.because(SUBJECT, reason);
        }
        return look;
    }

    private Look ask() throws InterruptedException {
        String token;
        try {
            token = login.token();
        } catch (RuntimeException e) {
            return new Look.NotAsked("no token: " + Patience.describe(e));
        }
        try {
            return new Look.Answered(list(token));
        } catch (IOException e) {
            return new Look.NotAnswered(Patience.describe(e));
        }
    }

    private Connections list(String token) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .timeout(PATIENCE)
                        .build();
        HttpResponse<java.io.InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() == 401) login.forget();
            if (answer.statusCode() != 200)
                throw new IOException("the broker answers " + answer.statusCode());
            return Connections.read(lines, mapper);
        }
    }

    /** What came of the last time, unless it was taken already. */
    public @Nullable Look take() {
        return newest.getAndSet(null);
    }

    /** Whether it ever said something. */
    public boolean everAnswered() {
        return everAnswered;
    }

    private double age() {
        return (System.nanoTime() - answeredAt) / 1e9;
    }
}
