package org.parley.archive;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
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

    public Response get(String path) {
        return given().auth().oauth2(token).urlEncodingEnabled(false).get(path);
    }

    public JsonPath ok(String path) {
        return get(path).then().statusCode(200).extract().jsonPath();
    }

    /** The detail of the problem that the answer is. */
    public String problem(String path, int status, String name) {
        return problem(get(path), status, name);
    }

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
}
