package org.parley.push;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** Real PostgreSQL, Kafka, Keycloak and broker; vendors that verify and decrypt. */
public final class PushProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PushUnderTest.class));
    }
}
