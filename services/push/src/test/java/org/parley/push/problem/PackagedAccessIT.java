package org.parley.push.problem;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged service: its jar, or the native executable. */
@QuarkusIntegrationTest
class PackagedAccessIT extends AccessIT {}
