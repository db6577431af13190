package org.parley.archive.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.ReadingProfile;
import org.parley.archive.Visitor;
import org.parley.testkit.ExpiredToken;
import org.parley.testkit.Realm;
import org.parley.testkit.Stack;

@QuarkusTest
@TestProfile(ReadingProfile.class)
class AccessIT {

    private static Response get(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/conversations",
                "/conversations/alice_bob/messages",
                "/conversations/alice_bob/receipts",
                "/messages/01935d3e-7f00-7abc-8def-0123456789ab",
                "/messages/01935d3e-7f00-7abc-8def-0123456789ab/receipts",
                "/sync",
                "/search?q=hi",
                "/operator/messages?reason=test",
                "/operator/messages/export?reason=test",
                "/operator/audit?reason=test",
                "/operator/rejected?reason=test",
                "/operator/rejected/1?reason=test"
            })
    void withoutATokenNothingIsAnswered(String path) {
        Visitor.problem(given().get(path), 401, "no-token");
        assertThat(given().get(path).header("WWW-Authenticate")).startsWith("Bearer");
        Visitor.problem(get(path, "not-a-token"), 401, "bad-token");
    }

    @Test
    void aTokenOfAnotherRealmIsRefused() {
        Realm foreign = Stack.shared().realm().foreign();
        String mallory = foreign.createUser("mallory");
        Visitor.problem(get("/sync", foreign.token(mallory)), 401, "bad-token");
    }

    @Test
    void anExpiredTokenIsRefused() {
        String token = ExpiredToken.of(Stack.shared());
        Visitor.problem(get("/sync", token), 401, "bad-token");
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        String[] parts = Visitor.named("alice").token().split("\\.");
        String header = encode("{\"alg\":\"none\"}");
        Visitor.problem(get("/sync", header + "." + parts[1] + "."), 401, "bad-token");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]));
        String later = encode(claims.replaceFirst("\"exp\":\\d+", "\"exp\":9999999999"));
        String forged = parts[0] + "." + later + "." + parts[2];
        Visitor.problem(get("/sync", forged), 401, "bad-token");
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
    }

    @Test
    void aServiceIsNoPerson() {
        String token = Stack.shared().serviceToken("parley-bridge");
        Visitor.problem(get("/conversations", token), 403, "forbidden");
        Visitor.problem(get("/operator/audit?reason=test", token), 403, "forbidden");
    }

    @Test
    void aPathThatIsNotThereIsAProblem() {
        Visitor alice = Visitor.named("alice");
        alice.problem("/nothing/here", 404, "not-found");
        Response post = given().auth().oauth2(alice.token()).post("/conversations");
        Visitor.problem(post, 405, "method-not-allowed");
    }

    @Test
    void aBodyThatIsNotJsonIsAProblem() {
        Visitor oscar = Visitor.withRole("oscar", "operator");
        Visitor.problem(
                given().auth()
                        .oauth2(oscar.token())
                        .contentType("application/json")
                        .body("{\"user\":")
                        .post("/operator/erasures"),
                400,
                "bad-body");
        Visitor.problem(
                given().auth()
                        .oauth2(oscar.token())
                        .contentType("text/plain")
                        .body("user=alice")
                        .post("/operator/erasures"),
                415,
                "unsupported-media-type");
    }

    @Test
    void theOpenApiDocumentDescribesEveryOperationWithItsFailures() {
        JsonPath document =
                given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .body("components.securitySchemes.token.scheme", equalTo("bearer"))
                        .extract()
                        .jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        assertThat(paths).hasSize(14);
        paths.forEach((path, operations) ->
                operations.forEach((method, operation) -> {
                    assertThat(operation.get("summary")).as(path).isNotNull();
                    Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
                    assertThat(responses.keySet().stream().map(Object::toString))
                            .as(path)
                            .containsAll(List.of("200", "400", "401", "403", "404", "500"));
                }));
    }

    @Test
    void swaggerUiIsThere() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
