package org.parley.web.health;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.parley.testkit.Stack;

/** The issuer is the real Keycloak's; where it shall be reached, nobody listens yet. */
public final class LateKeycloak implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "parley.test.keycloak-port";

    @Override
    public Map<String, String> start() {
        String issuer = Stack.shared().issuer();
        int port = freePort();
        return Map.of(
                "PARLEY_ISSUER",
                issuer,
                "PARLEY_ISSUER_INTERNAL",
                "http://127.0.0.1:" + port + URI.create(issuer).getPath(),
                PORT,
                Integer.toString(port),
                "quarkus.http.test-port",
                "0");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
