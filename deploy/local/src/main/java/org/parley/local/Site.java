package org.parley.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a stack lives: the clone it was built in, its data folder, its ports and secrets.
 *
 * @param executables whether the services run as native executables
 * @param persistence {@code file} or {@code memory}: where the broker keeps sessions and queues
 * @param settings what the user wants in the environment of broker and services
 */
record Site(
        Path root,
        DataFolder data,
        Ports ports,
        Secrets secrets,
        boolean executables,
        String persistence,
        Map<String, String> settings) {
    Path built(String path) {
        return root.resolve(path);
    }

    String issuer() {
        return ports.http(Port.KEYCLOAK) + "/realms/parley";
    }
}
