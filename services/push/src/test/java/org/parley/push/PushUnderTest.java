package org.parley.push;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.Databases.Database;
import org.parley.testkit.Stack;

/**
 * Gives a push service real servers: a database of its own, groups of its own, because each must
 * see all of the log, and vendors on this machine.
 */
public final class PushUnderTest implements QuarkusTestResourceLifecycleManager {

    /** A private key of P-256; the public one is derived from it. */
    public static final String VAPID_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

    @Override
    public Map<String, String> start() {
        return environment(Stack.shared().databases().create("push"));
    }

    public static Map<String, String> environment(Database database) {
        Stack stack = Stack.shared();
        Map<String, String> all = new HashMap<>(stack.environmentOf("parley-push"));
        all.putAll(database.environment());
        all.putAll(Vendors.shared().configuration());
        String group = "push-test-" + UUID.randomUUID();
        all.put("mp.messaging.incoming.messages.group.id", group);
        all.put("mp.messaging.incoming.receipts.group.id", group + "-receipts");
        all.put("mp.messaging.incoming.access.group.id", group + "-access");
        all.put("parley.push.vapid.key", VAPID_KEY);
        all.put("parley.push.vapid.subject", "mailto:admin@example.org");
        all.put("parley.push.coalesce", "300ms");
        all.put("parley.push.grace", "4s");
        all.put("parley.push.poll", "50ms");
        all.put("parley.push.retry.first", "300ms");
        all.put("parley.push.timeout", "5s");
        all.put("parley.push.breaker.first", "1s");
        all.put("parley.push.breaker.longest", "2s");
        all.put("parley.push.limits.devices-per-user", "5");
        all.put("parley.push.limits.mutes-per-user", "3");
        all.put("parley.push.limits.tests-per-minute", "3");
        all.put("quarkus.http.test-port", "0");
        return all;
    }

    @Override
    public void stop() {}
}
