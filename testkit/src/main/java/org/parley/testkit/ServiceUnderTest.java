package org.parley.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} its place among the shared servers: the environment that the service
 * would have, and a database of its own where it wants one.
 *
 * <pre>{@code
 * @WithTestResource(value = ServiceUnderTest.class, scope = MATCHING_RESOURCES,
 *     initArgs = {@ResourceArg(name = "client", value = "parley-archive"),
 *                 @ResourceArg(name = "database", value = "archive")})
 * }</pre>
 */
public final class ServiceUnderTest implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> arguments = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = initArgs;
    }

    @Override
    public Map<String, String> start() {
        Stack stack = Stack.shared();
        Map<String, String> configuration =
                new HashMap<>(stack.environmentOf(arguments.getOrDefault("client", "")));
        String database = arguments.get("database");
        if (database != null)
            configuration.putAll(stack.databases().create(database).environment());
        return configuration;
    }

    @Override
    public void stop() {}
}
