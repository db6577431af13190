package org.parley.groups.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Visitor;
import org.parley.testkit.ExpiredToken;
import org.parley.testkit.Realm;
import org.parley.testkit.Stack;

/** Whoever may not gets no further, and learns nothing. */
@QuarkusTest
@TestProfile(GroupsProfile.class)
class AccessIT {

    private static final String SOME_GROUP = "g-01935d3e-7f00-7abc-8def-0123456789ab";

    @ParameterizedTest
    @CsvSource({
        "GET, /groups",
        "POST, /groups",
        "GET, /groups/g-1",
        "PATCH, /groups/g-1",
        "DELETE, /groups/g-1",
        "GET, /groups/g-1/members",
        "POST, /groups/g-1/members",
        "DELETE, /groups/g-1/members/bob",
        "PUT, /groups/g-1/members/bob/role",
        "GET, /groups/g-1/links",
        "POST, /groups/g-1/links",
        "DELETE, /groups/g-1/links/1",
        "GET, /groups/g-1/requests",
        "POST, /groups/g-1/requests/bob/accept",
        "POST, /groups/g-1/requests/bob/decline",
        "POST, /join",
        "POST, /join/preview",
        "GET, /blocks",
        "PUT, /blocks/bob",
        "DELETE, /blocks/bob",
        "POST, /operator/check",
        "POST, /operator/repair",
        "GET, /operator/groups",
        "GET, /operator/groups/g-x"
    })
    void withoutATokenNothingIsAnswered(String method, String path) {
        Visitor.problem(json().request(method, path), 401, "no-token");
        Visitor.problem(
                json().auth().oauth2("not-a-token").request(method, path), 401, "bad-token");
    }

    private static RequestSpecification json() {
        return given().contentType("application/json").body("{}");
    }

    @Test
    void tokensThatAreForeignExpiredOrTamperedWithAreRefused() {
        Realm foreign = Stack.shared().realm().foreign();
        Visitor.problem(get(foreign.token(foreign.createUser("mallory"))), 401, "bad-token");
        Visitor.problem(get(ExpiredToken.of(Stack.shared())), 401, "bad-token");
        String[] parts = Visitor.named("alice").token().split("\\.");
        String header = encode("{\"alg\":\"none\"}");
        Visitor.problem(get(header + "." + parts[1] + "."), 401, "bad-token");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]));
        String other = encode(claims.replace("\"alice", "\"alicia"));
        Visitor.problem(get(parts[0] + "." + other + "." + parts[2]), 401, "bad-token");
    }

    private static Response get(String token) {
        return given().auth().oauth2(token).get("/groups");
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
    }

    @Test
    void aServiceIsNoPersonAndAPersonNoOperator() {
        String service = Stack.shared().serviceToken("parley-groups");
        Visitor.problem(get(service), 403, "forbidden");
        Visitor.problem(given().auth().oauth2(service).post("/operator/check"), 403, "forbidden");
        Visitor alice = Visitor.named("alice");
        Visitor.problem(alice.post("/operator/check", "{}"), 403, "forbidden");
        Visitor.problem(alice.post("/operator/repair", "{}"), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | |",
                "PATCH | | {\"name\":\"mine\"}",
                "DELETE | |",
                "GET | /members |",
                "POST | /members | {\"users\":[\"mallory\"]}",
                "DELETE | /members/alice |",
                "PUT | /members/alice/role | {\"role\":\"member\"}",
                "GET | /links |",
                "POST | /links | {}",
                "DELETE | /links/1 |",
                "GET | /requests |",
                "POST | /requests/bob/accept |",
                "POST | /requests/bob/decline |"
            })
    void aStrangerCannotTellAGroupFromNone(String method, String rest, String body) {
        Visitor mallory = Strangers.MALLORY;
        String real = Strangers.GROUP;
        String sub = rest == null ? "" : rest;

        Response there = ask(mallory, method, real + sub, body);
        Visitor.problem(there, 404, "not-there");
        for (String none : List.of(SOME_GROUP, "g-" + UUID.randomUUID(), "g-1", "alice_bob")) {
            Response missing = ask(mallory, method, "/groups/" + none + sub, body);
            assertThat(missing.asByteArray()).isEqualTo(there.asByteArray());
            assertThat(missing.headers().asList().toString())
                    .isEqualTo(there.headers().asList().toString());
        }
    }

    /** Made once: nobody changes anything. */
    private static final class Strangers {
        static final Visitor MALLORY = Visitor.named("mallory");
        static final String GROUP = Visitor.named("alice").createsWith("Chess");
    }

    @Test
    void aFormerMemberIsAStrangerToo() {
        Visitor alice = Visitor.named("alice");
        Visitor bob = Visitor.named("bob");
        String path = alice.createsWith("Chess", bob);
        alice.delete(path + "/members/" + bob);

        assertThat(bob.get(path).asByteArray())
                .isEqualTo(bob.get("/groups/" + SOME_GROUP).asByteArray());
    }

    private static Response ask(Visitor who, String method, String path, String body) {
        RequestSpecification request = who.asks().header("If-Match", "*");
        if (body != null) request.contentType("application/json").body(body);
        return request.request(method, path);
    }

    @Test
    void anIdIsNotGuessable() {
        Visitor alice = Visitor.named("alice");
        String one = alice.creates("one");
        String other = alice.creates("other");

        assertThat(one.substring(17)).isNotEqualTo(other.substring(17));
    }

    @Test
    void aPathThatIsNotThereIsAProblemAndABodyThatIsNotJsonToo() {
        Visitor alice = Visitor.named("alice");
        Visitor.problem(alice.get("/nothing/here"), 404, "not-found");
        Visitor.problem(alice.post("/groups", "{\"name\":"), 400, "bad-body");
        Visitor.problem(
                alice.asks().contentType("text/plain").body("x").post("/groups"),
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
        assertThat(paths).hasSize(18);
        paths.forEach((path, operations) ->
                operations.forEach((method, operation) -> {
                    if (method.equals("parameters")) return;
                    assertThat(operation.get("summary")).as(method + path).isNotNull();
                    Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
                    assertThat(responses.keySet().stream().map(Object::toString))
                            .as(method + path)
                            .containsAll(List.of("400", "401", "403", "404", "409", "503"))
                            .anyMatch(status -> status.startsWith("2"));
                }));
    }
}
