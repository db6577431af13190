package org.parley.cli.script;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.parley.cli.client.ChatEvent;
import org.parley.cli.client.Unnamed;
import org.parley.cli.conversation.GapWatch;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;
import org.parley.cli.presence.Presence;

/** Events as JSON objects, one a line: what scripts rely on, changed by addition only. */
public final class EventLines {

    private EventLines() {}

    public static ObjectNode of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Connected e ->
                    event("connected")
                            .put("user", e.user().value())
                            .put("device", e.device().value())
                            .put("resumed", e.resumed());
            case ChatEvent.Disconnected e ->
                    event("disconnected").put("reason", e.reason()).put("planned", e.planned());
            case ChatEvent.Arrived e -> message("message", e.message()).put("live", e.live());
            case ChatEvent.ArrivedUnnamed e -> unnamed(e.message());
            case ChatEvent.Identified e -> message("identified", e.message());
            case ChatEvent.Queued e -> message("queued", e.message());
            case ChatEvent.Stored e ->
                    event("stored")
                            .put("conversation", e.conversation().value())
                            .put("id", e.id().toString())
                            .put("position", e.position());
            case ChatEvent.Reached e -> reached(e);
            case ChatEvent.Typing e ->
                    event("typing")
                            .put("conversation", e.conversation().value())
                            .put("from", e.from().value())
                            .put("typing", e.typing());
            case ChatEvent.Seen e -> seen(e);
            case ChatEvent.Missed e -> gap(e.gap());
            case ChatEvent.CaughtUp e -> event("synced").put("messages", e.messages());
            case ChatEvent.Notice e -> notice(e);
        };
    }

    private static ObjectNode event(String name) {
        return Json.object().put("event", name);
    }

    static ObjectNode message(String name, Message message) {
        ObjectNode json = event(name);
        json.setAll(message.toJson());
        message.device().ifPresent(device -> json.put("device", device));
        message.n().ifPresent(n -> json.put("n", n));
        return json;
    }

    private static ObjectNode unnamed(Unnamed message) {
        ObjectNode json = event("message").putNull("id");
        json.put("conversation", message.conversation().value()).put("from", message.from());
        json.put("message", message.text()).put("live", true);
        json.set("payload", Json.fromMap(message.payload()));
        return json;
    }

    private static ObjectNode reached(ChatEvent.Reached e) {
        ObjectNode json = event(e.reach().wireName());
        json.put("conversation", e.conversation().value()).put("from", e.by());
        ArrayNode ids = json.put("upTo", e.upTo().toString()).putArray("ids");
        e.ids().forEach(id -> ids.add(id.toString()));
        return json;
    }

    private static ObjectNode seen(ChatEvent.Seen e) {
        ObjectNode json = event("presence").put("user", e.user().value());
        if (e.presence().isEmpty()) return json.putNull("state");
        Presence presence = e.presence().get();
        json.put("state", presence.state());
        if (presence.lastSeen() != null) json.put("lastSeen", presence.lastSeen().toString());
        return json;
    }

    private static ObjectNode gap(GapWatch.Gap gap) {
        return event("gap")
                .put("conversation", gap.stream().conversation().value())
                .put("from", gap.stream().from())
                .put("device", gap.stream().device())
                .put("first", gap.first())
                .put("last", gap.last());
    }

    private static ObjectNode notice(ChatEvent.Notice e) {
        ObjectNode json = event("notice").put("kind", e.kind()).put("text", e.text());
        e.id().ifPresent(id -> json.put("id", id.toString()));
        return json;
    }
}
