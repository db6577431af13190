package org.parley.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The realm of {@code keycloak/parley-realm.json} with what only a local stack has: a client that
 * takes passwords, so that scripts get tokens, and demo users.
 */
final class RealmFile {
    static final String LOCAL_CLIENT = "parley-local";
    static final List<String> DEMO_USERS = List.of("alice", "bob", "carol", "operator");

    private static final String SHARED = "keycloak/parley-realm.json";

    private final Site site;
    private final List<String> serviceClients;

    RealmFile(Site site, List<String> serviceClients) {
        this.site = site;
        this.serviceClients = List.copyOf(serviceClients);
    }

    static String secretOf(String clientOrUser) {
        return "keycloak-" + clientOrUser;
    }

    void write(Path file) {
        var realm = Json.read(Built.require(site, SHARED, "keycloak"));
        var local = Json.parse(Resource.text("realm-local.json"));
        for (var part : List.of("clients", "scopeMappings", "users")) {
            array(realm, part).addAll(array(local, part));
        }
        for (var user : array(realm, "users")) {
            givePassword((ObjectNode) user);
        }
        Json.write(file, realm);
    }

    private void givePassword(ObjectNode user) {
        var name = user.get("username").textValue();
        if (DEMO_USERS.contains(name)) {
            user.putArray("credentials")
                    .addObject()
                    .put("type", "password")
                    .put("value", site.secrets().of(secretOf(name)))
                    .put("temporary", false);
        }
    }

    private static ArrayNode array(ObjectNode realm, String part) {
        return (ArrayNode) realm.get(part);
    }

    /** What Keycloak puts for the {@code ${NAME}}s of the shared file. */
    Map<String, String> environment() {
        var all = new LinkedHashMap<String, String>();
        for (var client : serviceClients) {
            all.put(variableOf(client), site.secrets().of(secretOf(client)));
        }
        all.put("PARLEY_WEB_URL", site.ports().http(Port.WEB));
        all.put(
                "PARLEY_BACKCHANNEL_LOGOUT_URL",
                site.ports().http(Port.BROKER_HTTP) + "/backchannel-logout");
        return all;
    }

    /** {@code parley-bridge} has its secret in {@code PARLEY_BRIDGE_SECRET}. */
    private static String variableOf(String client) {
        return client.toUpperCase(java.util.Locale.ROOT).replace('-', '_') + "_SECRET";
    }
}
