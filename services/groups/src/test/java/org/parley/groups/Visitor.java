package org.parley.groups;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
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

    public RequestSpecification sends(Object body) {
        return asks().contentType("application/json").body(body);
    }

    public Response get(String path) {
        return asks().get(path);
    }

    public JsonPath ok(String path) {
        return json(get(path), 200);
    }

    public Response post(String path, Object body) {
        return sends(body).post(path);
    }

    public Response delete(String path) {
        return asks().delete(path);
    }

    /** The id of a new group. */
    public String creates(String group) {
        return json(post("/groups", Map.of("name", group)), 201).getString("id");
    }

    /** The path of a new group in which the others are members. */
    public String createsWith(String group, Visitor... others) {
        String path = "/groups/" + creates(group);
        if (others.length > 0) assertThat(adds(path, others)).containsOnly("added");
        return path;
    }

    /** What became of each. */
    public List<String> adds(String path, Visitor... others) {
        List<String> users = java.util.Arrays.stream(others).map(Visitor::name).toList();
        return json(post(path + "/members", Map.of("users", users)), 200)
                .getList("outcomes.outcome");
    }

    public Response makes(String path, Visitor other, String role) {
        return sends(Map.of("role", role))
                .header("If-Match", "*")
                .put(path + "/members/" + other.name() + "/role");
    }

    public Response changes(String path, String seen, Object settings) {
        return sends(settings).header("If-Match", seen).patch(path);
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
