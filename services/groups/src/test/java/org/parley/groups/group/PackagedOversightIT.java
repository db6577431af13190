package org.parley.groups.group;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same of the native executable. */
@QuarkusIntegrationTest
@EnabledIfSystemProperty(named = "parley.native", matches = ".+")
class PackagedOversightIT extends OversightIT {}
