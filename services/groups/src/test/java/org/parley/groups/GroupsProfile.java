package org.parley.groups;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** Real PostgreSQL, Kafka and Keycloak; a database and a part of the log of its own. */
public final class GroupsProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(GroupsUnderTest.class));
    }
}
