package org.parley.broker.live;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Caller;
import org.parley.contracts.ClientId;
import org.parley.contracts.UserId;

/**
 * Tells our services which devices of people are connected now: all of them, a line each, or some
 * of them. Who saw another {@code startedAt} before knows that the broker was restarted since, and
 * that all he knew of connections is void.
 */
public final class ConnectionList {

    /** Clients that may be asked about at once. */
    static final int MOST = 1_000;

    /** So many client ids of the greatest length, quoted, and room to spare. */
    private static final int LARGEST_BODY = 262_144;

    /** A list is as long as the broker is full; so many readers are served, however slow. */
    private static final int READERS = 2;

    private static final String RULE = "it is an array of at most " + MOST + " client ids";

    private final Connections connections;
    private final ServicesOnly door;
    private final Clock clock;
    private final Instant startedAt;
    private final Semaphore readers = new Semaphore(READERS);

    /** The process starts now. */
    public ConnectionList(Connections connections, ServicesOnly door, Clock clock) {
        this.connections = connections;
        this.door = door;
        this.clock = clock;
        this.startedAt = now();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private @Nullable Answer refusal(HttpExchange exchange) {
        return door.refusal(
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestURI().getPath())
                .orElse(null);
    }

    /** All of them, as NDJSON; the last line sums up, without it the answer broke. */
    void list(HttpExchange exchange) throws IOException {
        Answer refusal = refusal(exchange);
        if (refusal != null) refusal.send(exchange);
        else if (readers.tryAcquire())
            try {
                write(exchange);
            } finally {
                readers.release();
            }
        else busy().send(exchange);
    }

    private static Answer busy() {
        return Answer.problem(
                        503,
                        "busy",
                        "Others read the list",
                        "at most " + READERS + " read all connections at once")
                .with("Retry-After", "5");
    }

    private void write(HttpExchange exchange) throws IOException {
        Instant at = now();
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                exchange.getResponseBody(), StandardCharsets.UTF_8))) {
            long[] count = {0};
            connections.forEach(connection -> {
                if (connection.login().caller() instanceof Caller.Person person) {
                    out.write(line(person, connection.since()));
                    count[0]++;
                }
            });
            out.write("{\"count\":" + count[0] + "," + when(at) + "}\n");
        }
    }

    /** Neither name has a character that JSON escapes. */
    private static String line(Caller.Person person, Instant since) {
        return "{\"user\":\""
                + person.user()
                + "\",\"device\":\""
                + person.device()
                + "\",\"since\":\""
                + since.truncatedTo(ChronoUnit.MILLIS)
                + "\"}\n";
    }

    private String when(Instant at) {
        return "\"startedAt\":\"" + startedAt + "\",\"at\":\"" + at + "\"";
    }

    /** Which of some clients are connected. */
    Answer ask(HttpExchange exchange) throws IOException {
        Answer refusal = refusal(exchange);
        if (refusal != null) return refusal;
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY)
            return Answer.problem(
                    413,
                    "too-large",
                    "The body is too large",
                    "the body has more than " + LARGEST_BODY + " bytes, which is the most");
        try {
            return live(clients(new String(body, StandardCharsets.UTF_8)));
        } catch (BadBodyException e) {
            return Answer.problem(
                    400, "bad-body", "The body breaks a rule", String.valueOf(e.getMessage()));
        }
    }

    private Answer live(Set<String> clients) {
        Instant at = now();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("live", clients.stream().filter(this::isLive).toList());
        answer.put("startedAt", startedAt.toString());
        answer.put("at", at.toString());
        return Answer.json(200, JSONObjectUtils.toJSONString(answer));
    }

    private boolean isLive(String clientId) {
        return connections.isOpen(clientId)
                && ClientId.parse(clientId).flatMap(id -> UserId.parse(id.userName())).isPresent();
    }

    /** The body is not what was asked for; the message says what is wrong with it. */
    private static final class BadBodyException extends Exception {
        BadBodyException(String reason) {
            super(reason, null, false, false);
        }
    }

    private static Set<String> clients(String body) throws BadBodyException {
        if (!(parse(body).get("clients") instanceof List<?> list))
            throw new BadBodyException("clients is missing or no array; " + RULE);
        if (list.size() > MOST)
            throw new BadBodyException("clients has " + list.size() + " entries; " + RULE);
        Set<String> clients = new LinkedHashSet<>();
        for (Object item : list) clients.add(client(item));
        return clients;
    }

    private static String client(@Nullable Object item) throws BadBodyException {
        if (item instanceof String text && ClientId.parse(text).isPresent()) return text;
        String shown = String.valueOf(item);
        throw new BadBodyException(
                "clients has "
                        + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
                        + "; "
                        + ClientId.RULE);
    }

    private static Map<String, Object> parse(String body) throws BadBodyException {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            throw new BadBodyException("the body is not a JSON object; clients: " + RULE);
        }
    }
}
