package org.parley.cli.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.cli.json.Json;
import org.parley.cli.login.Tokens;
import org.parley.cli.service.Service;
import org.parley.cli.web.Web;
import org.parley.contracts.UserId;

/** Others' presence, and who sees mine. */
public final class Presences {

    private final Service service;

    public Presences(URI base, Web web, Tokens tokens) {
        this.service = new Service("the presence service", base, web, tokens);
    }

    /** Of those that I may see; the others are not in it. */
    public Map<UserId, Presence> of(Collection<UserId> users) {
        ObjectNode body = Json.object();
        ArrayNode names = body.putArray("users");
        users.forEach(user -> names.add(user.value()));
        Map<UserId, Presence> found = new LinkedHashMap<>();
        for (JsonNode one : service.send("POST", "/presence/batch", body).path("presences"))
            Presence.of(one)
                    .ifPresent(
                            presence -> found.put(new UserId(one.path("user").asText()), presence));
        return found;
    }

    /** {@code everyone}, {@code contacts} or {@code nobody}. */
    public String visibility() {
        return service.get("/settings").path("visibility").asText();
    }

    public void show(String visibility) {
        var _ = service.send("PUT", "/settings", Json.object().put("visibility", visibility));
    }
}
