package org.parley.archive.ingest;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same of the native executable. */
@QuarkusIntegrationTest
@EnabledIfSystemProperty(named = "parley.native", matches = ".+")
class PackagedMessageConsumerIT extends MessageConsumerIT {}
