package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.parley.testkit.Stack;

/** The dashboard asks for what the services really have. */
@Isolated("wants all hops up")
class DashboardIT {

    private static final Pattern METRIC = Pattern.compile("\\b(?:parley|kafka)_[a-z_]+");
    private static final Stack STACK = Stack.whole();

    // As Prometheus asks: an upgrade to HTTP/2 in the middle of a long answer confuses the JDK's
    // client.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void everyMetricOfTheDashboardIsThere() throws Exception {
        somethingIsSaid();
        Set<String> asked = asked();

        assertThat(asked).hasSizeGreaterThan(15);
        await().untilAsserted(() -> {
            String given = given();
            assertThat(asked).filteredOn(metric -> !has(given, metric)).isEmpty();
        });
    }

    /** A part that has done nothing yet may count nothing yet. */
    private static void somethingIsSaid() {
        Parley parley = Parley.running();
        try (Person alice = parley.person("alice");
                Person bob = parley.person("bob")) {
            String id = Messages.id();
            bob.online();
            alice.online().says(bob, Messages.text(id, "hello"));
            bob.publish(
                    "chat/" + alice.name() + "/" + bob.name() + "/receipt",
                    Messages.receipt(alice, bob, id, "read"));
            await().until(() -> alice.stored().contains(id));
        }
    }

    private static boolean has(String given, String metric) {
        return Pattern.compile("(?m)^(?:# TYPE )?" + metric + "[{ ]").matcher(given).find();
    }

    private static Set<String> asked() throws IOException {
        Path file = Path.of(System.getProperty("parley.root"), "deploy/grafana/parley.json");
        JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
        Set<String> asked = new TreeSet<>();
        for (JsonNode expression : dashboard.findValues("expr"))
            METRIC.matcher(expression.asText())
                    .results()
                    .forEach(found -> asked.add(found.group()));
        return asked;
    }

    private static String given() throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder();
        for (String address :
                List.of(
                        STACK.brokerHttp() + "/metrics",
                        STACK.serviceUrl("bridge") + "/q/metrics",
                        STACK.serviceUrl("archive") + "/q/metrics",
                        STACK.serviceUrl("groups") + "/q/metrics",
                        STACK.serviceUrl("presence") + "/q/metrics",
                        STACK.serviceUrl("push") + "/q/metrics"))
            all.append(
                    HTTP.send(
                                    HttpRequest.newBuilder(URI.create(address)).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        return all.toString();
    }
}
