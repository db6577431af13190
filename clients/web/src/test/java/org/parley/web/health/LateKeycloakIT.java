package org.parley.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.testkit.Realm;
import org.parley.testkit.Stack;

@QuarkusTest
@EnabledIf(
        value = "org.parley.web.ClientBuild#isThere",
        disabledReason = "the web client is not in this build: no Node.js")
@WithTestResource(value = LateKeycloak.class, scope = TestResourceScope.MATCHING_RESOURCES)
class LateKeycloakIT {

    @TestHTTPResource("/")
    URI origin;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aKeycloakThatComesLaterIsFound() {
        Realm realm = Stack.shared().realm();
        String token = realm.token(realm.createUser("oscar", "operator"));
        Asking asking = new Asking(origin);
        assertThat(asking.with(token).statusCode()).isEqualTo(503);

        openTheWayTo(URI.create(realm.issuer()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(asking.with(token).statusCode()).isEqualTo(200));
    }

    private void openTheWayTo(URI keycloak) {
        int port = ConfigProvider.getConfig().getValue(LateKeycloak.PORT, Integer.class);
        vertx.createNetServer()
                .connectHandler(from -> forward(from, keycloak))
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void forward(NetSocket from, URI keycloak) {
        from.pause();
        vertx.createNetClient()
                .connect(keycloak.getPort(), keycloak.getHost())
                .onSuccess(to -> {
                    from.pipeTo(to);
                    to.pipeTo(from);
                })
                .onFailure(_ -> from.close());
    }
}
