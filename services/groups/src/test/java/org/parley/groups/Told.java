package org.parley.groups;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.contracts.KafkaTopic;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** What stands on the log. */
public final class Told {

    private Told() {}

    /** The events that were said in a group: what is archived. */
    public static List<JsonPath> archived(String group) {
        return new Log(Stack.shared())
                .withKey(KafkaTopic.MESSAGES, group).stream()
                        .map(record -> new JsonPath(record.value()))
                        .toList();
    }

    /** What goes out to a user or group over MQTT. */
    public static List<JsonPath> live(String target) {
        return new Log(Stack.shared())
                .withKey(KafkaTopic.OUTBOUND, target).stream()
                        .map(record -> new JsonPath(record.value()))
                        .toList();
    }

    /** The events of a group that a user was told wherever he is. */
    public static List<String> noticesOf(String group, String user) {
        return events(
                live(user).stream()
                        .filter(notice -> group.equals(notice.getString("payload.group")))
                        .toList());
    }

    public static List<String> events(List<JsonPath> records) {
        return records.stream().map(record -> record.getString("payload.event")).toList();
    }

    /** Where the service under test writes the states. */
    public static String topic() {
        return GroupsUnderTest.topic();
    }

    /** The states that a replay of the log comes to. */
    public static Map<String, String> replay() {
        return replay(topic());
    }

    public static Map<String, String> replay(String topic) {
        Map<String, String> newest = new TreeMap<>();
        for (ConsumerRecord<String, String> record : new Log(Stack.shared()).read(topic, _ -> true))
            if (record.value() == null) newest.remove(record.key());
            else newest.put(record.key(), record.value());
        return newest;
    }

    /** The newest of a key, once it is as it shall be. */
    public static JsonPath state(String key, Predicate<JsonPath> asExpected) {
        return await("the log's " + key)
                .atMost(Duration.ofSeconds(20))
                .until(() -> newest(key), found -> found != null && asExpected.test(found));
    }

    private static JsonPath newest(String key) {
        String value = replay().get(key);
        return value == null ? null : new JsonPath(value);
    }
}
