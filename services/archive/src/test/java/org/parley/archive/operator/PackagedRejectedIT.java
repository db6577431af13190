package org.parley.archive.operator;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.parley.archive.PackagedProfile;

/** The same of the native executable. */
@QuarkusIntegrationTest
@TestProfile(PackagedProfile.class)
@EnabledIfSystemProperty(named = "parley.native", matches = ".+")
class PackagedRejectedIT extends RejectedIT {}
