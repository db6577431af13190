package org.parley.presence;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.parley.contracts.KafkaTopic;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** What stands on the log. */
public final class Told {

    private Told() {}

    /** What goes out over MQTT about a user, in order. */
    public static List<JsonPath> of(String user) {
        return new Log(Stack.shared())
                .withKey(KafkaTopic.OUTBOUND, user).stream()
                        .map(record -> new JsonPath(record.value()))
                        .toList();
    }

    public static List<String> states(String user) {
        return of(user).stream().map(one -> one.getString("payload.state")).toList();
    }

    /** Who may see whom, as a replay finds it. */
    public static Map<String, String> access() {
        return access(
                ConfigProvider.getConfig().getValue("parley.presence.access-topic", String.class));
    }

    public static Map<String, String> access(String topic) {
        Map<String, String> newest = new TreeMap<>();
        for (ConsumerRecord<String, String> record : new Log(Stack.shared()).read(topic, _ -> true))
            if (record.value() == null) newest.remove(record.key());
            else newest.put(record.key(), record.value());
        return newest;
    }

    /** As the groups service would. */
    public static void tells(String key, String value) {
        String topic =
                ConfigProvider.getConfig().getValue("parley.presence.access-topic", String.class);
        new Log(Stack.shared()).write(topic, key, value);
    }

    public static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
    }
}
