package org.parley.presence.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;
import org.parley.presence.board.Board;

/** Who is connected, as the broker said at one moment. */
public final class Connections implements Board.Connected {

    private final Map<String, Instant> since;
    private final Instant asOf;
    private final Duration brokersAge;

    private Connections(Map<String, Instant> since, Instant asOf, Duration brokersAge) {
        this.since = since;
        this.asOf = asOf;
        this.brokersAge = brokersAge;
    }

    /** Lines of JSON; without the last one, which counts them, the answer broke off. */
    static Connections read(BufferedReader lines, ObjectMapper mapper) throws IOException {
        Map<String, Instant> since = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode object = mapper.readTree(line);
            if (object.has("count")) return whole(since, object);
            since.put(key(text(object, "user"), text(object, "device")), time(object, "since"));
        }
        throw new IOException("the broker's list of connections broke off");
    }

    private static Connections whole(Map<String, Instant> since, JsonNode last) throws IOException {
        if (last.path("count").asInt(-1) != since.size())
            throw new IOException(
                    "the broker's list has %d connections; it says %s"
                            .formatted(since.size(), last.path("count")));
        Instant asOf = time(last, "at");
        return new Connections(since, asOf, Duration.between(time(last, "startedAt"), asOf));
    }

    private static Instant time(JsonNode object, String name) throws IOException {
        try {
            return Instant.parse(text(object, name));
        } catch (DateTimeException e) {
            throw new IOException("the broker's list has no " + name + " that is a time", e);
        }
    }

    private static String text(JsonNode object, String name) throws IOException {
        JsonNode value = object.path(name);
        if (!value.isTextual())
            throw new IOException("the broker's list has a line without " + name);
        return value.textValue();
    }

    private static String key(String user, String device) {
        return user + ":" + device;
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    @Override
    public @Nullable Instant since(UserId user, DeviceId device) {
        return since.get(key(user.value(), device.value()));
    }

    /** How long it had been running then. */
    public Duration brokersAge() {
        return brokersAge;
    }

    public int count() {
        return since.size();
    }
}
