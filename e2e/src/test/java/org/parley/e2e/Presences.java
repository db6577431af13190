package org.parley.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** How one person's coming and going is seen by another. */
final class Presences {

    private static final String ONLINE = "{\"state\":\"online\"}";
    static final String OFFLINE = "{\"state\":\"offline\"}";

    private Presences() {}

    static String topic(Person person) {
        return "presence/" + person.name();
    }

    private static String topic(Person person, String device) {
        return topic(person) + "/" + device;
    }

    /** What somebody was told of another, in order. */
    static List<JsonNode> seen(Person by, Person of) {
        return by.inbox().stream()
                .filter(a -> a.topic().equals(topic(of)))
                .map(Person.Arrived::json)
                .toList();
    }

    /** Of it only the states. */
    static List<String> states(Person by, Person of) {
        return seen(by, of).stream().map(one -> one.path("state").asText()).toList();
    }

    /**
     * A phone of somebody, with a client that knows nothing of Parley, that says that he is there.
     */
    static Mosquitto phoneOf(Person person) {
        return Mosquitto.talking(
                        person,
                        "phone",
                        topic(person, "phone"),
                        "--will-topic",
                        topic(person, "phone"),
                        "--will-payload",
                        OFFLINE,
                        "--will-qos",
                        "1")
                .says(ONLINE);
    }

    /** He may watch the other, who is online. */
    static void sees(Person watcher, Person other) {
        await().ignoreExceptions()
                .until(() -> {
                    watcher.subscribe(topic(other));
                    return true;
                });
        await().until(() -> states(watcher, other).contains("online"));
    }

    /** After a start of the broker nobody is told to be offline for a while. */
    static void awaitNotHeld(Parley parley) {
        await().atMost(Duration.ofSeconds(100)).until(() -> !isHeld(parley));
    }

    private static boolean isHeld(Parley parley) throws Exception {
        HttpResponse<String> metrics =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(parley.presenceUrl() + "/q/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        return metrics.body().lines().noneMatch(line -> line.equals("parley_presence_held 0.0"));
    }
}
