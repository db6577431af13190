package org.parley.push;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.PushVendors.Subscription;
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

    /** Registers a device that listens like a browser. */
    public Subscription listensOn(String device) {
        return listensOn(device, Map.of());
    }

    public Subscription listensOn(String device, Map<String, Object> settings) {
        Subscription place = Vendors.shared().subscribe();
        registers(device, place.target("web-push"), settings);
        return place;
    }

    public JsonPath registers(
            String device, Map<String, Object> target, Map<String, Object> settings) {
        Map<String, Object> body = new HashMap<>(settings);
        body.put("target", target);
        return json(sends(body).put("/devices/" + device), 200);
    }

    public void mutes(String conversation, String how) {
        json(sends(Map.of("mute", how)).put("/mutes/" + conversation), 200);
    }

    /** The events of a message on a device, in their order. */
    public List<String> ledger(String device, String message) {
        return ok("/ledger?device=" + device + "&message=" + message)
                .<String>getList("entries.event")
                .reversed();
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
