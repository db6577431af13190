package org.parley.push.problem;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.File;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.testkit.Stack;

/** A token that the realm itself signed, for our audience, and whose time is over. */
final class ExpiredToken {

    private ExpiredToken() {}

    static String of(Stack stack) {
        String client = "short-" + UUID.randomUUID();
        JsonPath keycloak = new JsonPath(new File(stack.file().toString()));
        given().auth()
                .oauth2(admin(keycloak))
                .contentType("application/json")
                .body(aClientWithTokensOfASecond(client))
                .post(keycloak.getString("keycloak.url") + "/admin/realms/parley/clients")
                .then()
                .statusCode(201);
        String token =
                given().formParam("grant_type", "client_credentials")
                        .formParam("client_id", client)
                        .formParam("client_secret", client)
                        .post(stack.issuer() + "/protocol/openid-connect/token")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("access_token");
        Instant end = Instant.now().plusSeconds(2);
        await().until(() -> Instant.now().isAfter(end));
        return token;
    }

    private static String admin(JsonPath stack) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", "admin-cli")
                .formParam("username", stack.getString("keycloak.adminUser"))
                .formParam("password", stack.getString("keycloak.adminPassword"))
                .post(
                        stack.getString("keycloak.url")
                                + "/realms/master/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static Map<String, Object> aClientWithTokensOfASecond(String client) {
        return Map.of(
                "clientId",
                client,
                "secret",
                client,
                "serviceAccountsEnabled",
                true,
                "attributes",
                Map.of("access.token.lifespan", "1"),
                "protocolMappers",
                List.of(
                        Map.of(
                                "name", "audience",
                                "protocol", "openid-connect",
                                "protocolMapper", "oidc-audience-mapper",
                                "config",
                                        Map.of(
                                                "included.custom.audience", "parley",
                                                "access.token.claim", "true"))));
    }
}
