package org.parley.presence;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** Real PostgreSQL, Kafka and Keycloak; a database and parts of the log of its own. */
public final class PresenceProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PresenceUnderTest.class));
    }
}
