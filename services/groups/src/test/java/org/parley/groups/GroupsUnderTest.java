package org.parley.groups;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.parley.testkit.Databases.Database;
import org.parley.testkit.Stack;

/**
 * Gives a groups service real servers: a database of its own, and a topic of its own for the
 * states, because a topic is what one database says.
 */
public final class GroupsUnderTest implements QuarkusTestResourceLifecycleManager {

    private static final String TOPIC = "parley.test.access-topic";

    @Override
    public Map<String, String> start() {
        Map<String, String> all = environment(Stack.shared().databases().create("groups"));
        // As a property: this class and the tests are loaded apart from each other.
        System.setProperty(TOPIC, all.get("parley.groups.access-topic"));
        return all;
    }

    /** Where the service writes the states. */
    static String topic() {
        return System.getProperty(TOPIC);
    }

    public static Map<String, String> environment(Database database) {
        Map<String, String> all = new HashMap<>(Stack.shared().environmentOf("parley-groups"));
        all.putAll(database.environment());
        all.put("parley.groups.access-topic", "parley.access." + UUID.randomUUID());
        all.put("parley.groups.links.base", "https://chat.example.org/#/join/");
        all.put("parley.groups.limits.groups-per-user", "20");
        all.put("parley.groups.limits.members", "250");
        all.put("parley.groups.limits.links-per-group", "3");
        all.put("parley.groups.limits.blocks-per-user", "3");
        all.put("quarkus.http.test-port", "0");
        return all;
    }

    @Override
    public void stop() {}
}
