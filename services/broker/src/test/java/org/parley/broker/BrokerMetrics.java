package org.parley.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.parley.broker.fixture.BrokerProcess;

/** What a broker tells over HTTP. */
final class BrokerMetrics {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private BrokerMetrics() {}

    static Map<String, Double> of(BrokerProcess broker) {
        Map<String, Double> values = new HashMap<>();
        for (String line : get(broker, "/metrics").split("\n", -1))
            if (line.startsWith("parley_access"))
                values.put(line.split(" ", 2)[0], Double.parseDouble(line.split(" ", 2)[1]));
        return values;
    }

    /** Of a gauge without labels. */
    static double value(BrokerProcess broker, String name) {
        return get(broker, "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    static String health(BrokerProcess broker) {
        return get(broker, "/health/ready");
    }

    private static String get(BrokerProcess broker, String path) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(broker.http(path))).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
