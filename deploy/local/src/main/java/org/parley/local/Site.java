package org.parley.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Where a stack lives: the clone it was built in, its data folder, its ports and secrets.
 *
 * @param executables those services that run as native executables
 * @param persistence {@code file} or {@code memory}: where the broker keeps sessions and queues
 * @param settings what the user wants in the environment of broker and services
 */
record Site(
        Path root,
        DataFolder data,
        Ports ports,
        Secrets secrets,
        Set<String> executables,
        String persistence,
        Map<String, String> settings) {
    Path built(String path) {
        return root.resolve(path);
    }

    boolean isExecutable(String service) {
        return executables.contains(Executable.ALL) || executables.contains(service);
    }

    String issuer() {
        return ports.http(Port.KEYCLOAK) + "/realms/parley";
    }
}
