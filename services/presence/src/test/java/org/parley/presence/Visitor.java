package org.parley.presence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parley.testkit.Stack;

/** Somebody with a token of the real Keycloak. */
public record Visitor(String name, String token) {

    public static Visitor named(String prefix) {
        String name = Stack.shared().aUser(prefix);
        return new Visitor(name, Stack.shared().token(name));
    }

    public static Visitor withRole(String prefix, String role) {
        String name = Stack.shared().realm().createUser(prefix, role);
        return new Visitor(name, Stack.shared().token(name));
    }

    public RequestSpecification asks() {
        return given().auth().oauth2(token).urlEncodingEnabled(false);
    }

    public Response get(String path) {
        return asks().get(path);
    }

    public Response looksAt(String user) {
        return get("/presence/" + user);
    }

    /** What he sees of another; "nothing" where he is told that there is nobody. */
    public String sees(String user) {
        Response answer = looksAt(user);
        if (answer.statusCode() == 404) return "nothing";
        return json(answer, 200).getString("state");
    }

    public Response batch(String... users) {
        return sends(Map.of("users", Arrays.asList(users))).post("/presence/batch");
    }

    public List<String> finds(String... users) {
        return json(batch(users), 200).getList("presences.user");
    }

    public RequestSpecification sends(Object body) {
        return asks().contentType("application/json").body(body);
    }

    public Response sets(String visibility) {
        return sends(Map.of("visibility", visibility)).put("/settings");
    }

    public static JsonPath json(Response response, int status) {
        return response.then().statusCode(status).extract().jsonPath();
    }

    /** The detail of the problem that the answer is. */
    public static String problem(Response response, int status, String name) {
        JsonPath problem =
                response.then()
                        .statusCode(status)
                        .contentType("application/problem+json")
                        .extract()
                        .jsonPath();
        assertThat(problem.getString("type")).isEqualTo("urn:parley:problem:" + name);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        return problem.getString("detail");
    }

    @Override
    public String toString() {
        return name;
    }
}
