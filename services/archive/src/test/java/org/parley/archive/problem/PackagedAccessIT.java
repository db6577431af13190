package org.parley.archive.problem;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged archive: its jar, or the native executable. */
@QuarkusIntegrationTest
class PackagedAccessIT extends AccessIT {}
