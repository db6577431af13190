package org.parley.presence.sight;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same of the native executable. */
@QuarkusIntegrationTest
@EnabledIfSystemProperty(named = "parley.native", matches = ".+")
class PackagedOnlineIT extends OnlineIT {}
