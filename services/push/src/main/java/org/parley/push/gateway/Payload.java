package org.parley.push.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON object that a client gets, as large as a vendor allows; the text gives way. */
final class Payload {

    private final ObjectMapper mapper;

    Payload(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The object that docs/protocol.md describes. */
    String of(Notification notification, int mostBytes) {
        return fit(notification.text(), mostBytes, text -> members(notification, text));
    }

    /** With as much of the text, in whole characters, as fits. */
    String fit(
            @Nullable String text,
            int mostBytes,
            Function<@Nullable String, Map<String, Object>> members) {
        String whole = write(members.apply(text));
        if (text == null || size(whole) <= mostBytes) return whole;
        int least = 0;
        int most = text.codePointCount(0, text.length());
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (size(write(members.apply(cut(text, middle)))) <= mostBytes) least = middle;
            else most = middle - 1;
        }
        return write(members.apply(least == 0 ? null : cut(text, least)));
    }

    private static String cut(String text, int characters) {
        return text.substring(0, text.offsetByCodePoints(0, characters)) + "…";
    }

    private static int size(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    static Map<String, Object> members(Notification told, @Nullable String text) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", told.kind());
        members.put("conversation", told.conversation());
        put(members, "id", told.message() == null ? null : told.message().toString());
        if (!told.isClear()) {
            put(members, "from", told.sender());
            put(members, "group", told.group());
            put(members, "type", told.type());
            put(members, "text", text);
            members.put("unread", told.unread());
            if (told.mention()) members.put("mention", true);
            put(
                    members,
                    "receivedAt",
                    told.receivedAt() == null ? null : told.receivedAt().toString());
        }
        members.put("badge", told.badge());
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) members.put(name, value);
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts and numbers is JSON", e);
        }
    }
}
