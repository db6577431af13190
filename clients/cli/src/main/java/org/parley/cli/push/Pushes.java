package org.parley.cli.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;
import org.parley.cli.login.Tokens;
import org.parley.cli.service.Service;
import org.parley.cli.web.Web;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;

/** My devices, what I have muted, and the ledger. */
public final class Pushes {

    private final Service service;

    public Pushes(URI base, Web web, Tokens tokens) {
        this.service = new Service("the push service", base, web, tokens);
    }

    public ObjectNode devices() {
        return service.get("/devices");
    }

    public ObjectNode register(DeviceId device, ObjectNode settings) {
        return service.send("PUT", "/devices/" + device, settings);
    }

    public void remove(DeviceId device) {
        var _ = service.send("DELETE", "/devices/" + device, null);
    }

    /** What browsers subscribe with. */
    public String key() {
        return service.get("/vapid-key").path("key").asText();
    }

    public ObjectNode test(DeviceId device) {
        return service.send("POST", "/push/test", Json.object().put("device", device.value()));
    }

    public ObjectNode mutes() {
        return service.get("/mutes");
    }

    public ObjectNode mute(ConversationId conversation, String how) {
        return service.send("PUT", "/mutes/" + conversation, Json.object().put("mute", how));
    }

    public void unmute(ConversationId conversation) {
        var _ = service.send("DELETE", "/mutes/" + conversation, null);
    }

    /** A page, the newest first; {@code next} is where the one after it begins. */
    public ObjectNode ledger(Map<String, String> narrowed, int limit, Optional<String> before) {
        return page("/ledger", narrowed, limit, "before", before.orElse(null));
    }

    /** The same across users. */
    public ObjectNode operatorLedger(
            Map<String, String> narrowed, int limit, Optional<String> cursor) {
        return page("/operator/ledger", narrowed, limit, "cursor", cursor.orElse(null));
    }

    private ObjectNode page(
            String path,
            Map<String, String> narrowed,
            int limit,
            String place,
            @Nullable String at) {
        Map<String, String> query = new java.util.TreeMap<>(narrowed);
        query.put("limit", String.valueOf(limit));
        if (at != null) query.put(place, at);
        return service.get(path + "?" + Web.query(query));
    }

    /** Tells the device of an entry once more. */
    public String retry(long entry, String reason) {
        return service.send(
                        "POST",
                        "/operator/ledger/" + entry + "/retry",
                        Json.object().put("reason", reason))
                .path("state")
                .asText();
    }
}
