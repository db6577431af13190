package org.parley.archive;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.parley.testkit.Databases.Database;
import org.parley.testkit.Stack;

/**
 * Gives an archive real servers: a database of its own, and groups of its own, because the log is
 * shared with every other test and each archive must see all of it.
 */
public final class ArchiveUnderTest implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return environment(Stack.shared().databases().create("archive"));
    }

    public static Map<String, String> environment(Database database) {
        Stack stack = Stack.shared();
        Map<String, String> all = new HashMap<>(stack.environmentOf("parley-archive"));
        all.putAll(database.environment());
        String group = "archive-test-" + UUID.randomUUID();
        all.put("mp.messaging.incoming.messages.group.id", group);
        all.put("mp.messaging.incoming.receipts.group.id", group + "-receipts");
        all.put("mp.messaging.incoming.access.group.id", group + "-access");
        all.put("quarkus.http.test-port", "0");
        return all;
    }

    @Override
    public void stop() {}
}
