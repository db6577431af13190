package org.parley.archive;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/**
 * Real servers; what is to be read comes to the archive by the log, because it is another process.
 */
public final class PackagedProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ArchiveUnderTest.class));
    }
}
