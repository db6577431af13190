package org.parley.presence;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.parley.testkit.Databases.Database;
import org.parley.testkit.Stack;

/**
 * Gives a presence service real servers: a database of its own, topics of its own for what devices
 * say and who may see whom, and short times.
 */
public final class PresenceUnderTest implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return environment(Stack.shared().databases().create("presence"));
    }

    public static Map<String, String> environment(Database database) {
        Map<String, String> all = new HashMap<>(Stack.shared().environmentOf("parley-presence"));
        all.putAll(database.environment());
        String unique = UUID.randomUUID().toString();
        all.put("parley.presence.access-topic", "parley.access." + unique);
        all.put("parley.presence.presence-topic", "parley.presence." + unique);
        all.put("parley.presence.group", "presence-test-" + unique);
        all.put("parley.presence.topic-partitions", "4");
        all.put("parley.presence.ask-every", "1s");
        all.put("parley.presence.grace", "3s");
        // The servers may just have been started.
        all.put("parley.presence.upheaval", "1s");
        all.put("parley.presence.pause", "2s");
        all.put("parley.presence.skew", "500ms");
        all.put("quarkus.http.test-port", "0");
        return all;
    }

    @Override
    public void stop() {}
}
