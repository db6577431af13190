package org.parley.archive;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Real PostgreSQL and Keycloak; what is to be read is archived by the tests, not from Kafka. */
public final class ReadingProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "mp.messaging.incoming.messages.enabled", "false",
                "mp.messaging.incoming.receipts.enabled", "false",
                "mp.messaging.incoming.access.enabled", "false",
                "mp.messaging.incoming.rejected.enabled", "false",
                "quarkus.http.test-port", "0");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ArchiveUnderTest.class));
    }
}
