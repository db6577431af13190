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

    private static final String GROUP = "parley.test.group";
    private static final String URL = "parley.test.database.url";
    private static final String USER = "parley.test.database.user";
    private static final String PASSWORD = "parley.test.database.password";

    // As properties: this class and the tests are loaded apart from each other.
    @Override
    public Map<String, String> start() {
        Database database = Stack.shared().databases().create("archive");
        Map<String, String> all = environment(database);
        System.setProperty(GROUP, all.get("mp.messaging.incoming.messages.group.id"));
        System.setProperty(URL, database.url());
        System.setProperty(USER, database.user());
        System.setProperty(PASSWORD, database.password());
        // A test waits for what it wrote: not for company, and not long for the offset.
        all.put("mp.messaging.connector.smallrye-kafka.auto.commit.interval.ms", "50");
        all.put("mp.messaging.connector.smallrye-kafka.poll-timeout", "50");
        all.put("mp.messaging.incoming.messages.fetch.min.bytes", "1");
        all.put("mp.messaging.incoming.receipts.fetch.min.bytes", "1");
        return all;
    }

    public static Map<String, String> environment(Database database) {
        Stack stack = Stack.shared();
        Map<String, String> all = new HashMap<>(stack.environmentOf("parley-archive"));
        all.putAll(database.environment());
        String group = "archive-test-" + UUID.randomUUID();
        all.put("mp.messaging.incoming.messages.group.id", group);
        all.put("mp.messaging.incoming.receipts.group.id", group + "-receipts");
        all.put("mp.messaging.incoming.access.group.id", group + "-access");
        all.put("mp.messaging.incoming.rejected.group.id", group + "-rejected");
        all.put("quarkus.http.test-port", "0");
        return all;
    }

    /** The group in which the archive reads messages; the others' names start so. */
    static String group() {
        return System.getProperty(GROUP);
    }

    static Database database() {
        return new Database(
                System.getProperty(URL), System.getProperty(USER), System.getProperty(PASSWORD));
    }

    @Override
    public void stop() {}
}
