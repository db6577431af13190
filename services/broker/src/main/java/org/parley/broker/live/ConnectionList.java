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
    private static final String USERS_RULE = "it is an array of at most " + MOST + " users";

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

    /** Which of some clients, or which clients of some users, are connected. */
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
            Map<String, Object> asked = parse(new String(body, StandardCharsets.UTF_8));
            return asked.containsKey("users")
                    ? live(clientsOf(users(asked)))
                    : live(clients(asked));
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

    /** All devices of these users: who asks need not know them. */
    private Set<String> clientsOf(Set<UserId> users) {
        Set<String> clients = new LinkedHashSet<>();
        connections.forEachNow(connection -> {
            if (connection.login().caller() instanceof Caller.Person person
                    && users.contains(person.user())) clients.add(connection.clientId());
        });
        return clients;
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

    private static Set<UserId> users(Map<String, Object> body) throws BadBodyException {
        if (!(body.get("users") instanceof List<?> list))
            throw new BadBodyException("users is no array; " + USERS_RULE);
        if (list.size() > MOST)
            throw new BadBodyException("users has " + list.size() + " entries; " + USERS_RULE);
        Set<UserId> users = new LinkedHashSet<>();
        for (Object item : list)
            users.add(
                    UserId.parse(String.valueOf(item))
                            .orElseThrow(() ->
                                    new BadBodyException(
                                            "users has " + shown(item) + "; " + UserId.RULE)));
        return users;
    }

    private static Set<String> clients(Map<String, Object> body) throws BadBodyException {
        if (!(body.get("clients") instanceof List<?> list))
            throw new BadBodyException("clients is missing or no array; " + RULE);
        if (list.size() > MOST)
            throw new BadBodyException("clients has " + list.size() + " entries; " + RULE);
        Set<String> clients = new LinkedHashSet<>();
        for (Object item : list) clients.add(client(item));
        return clients;
    }

    private static String client(@Nullable Object item) throws BadBodyException {
        if (item instanceof String text && ClientId.parse(text).isPresent()) return text;
        throw new BadBodyException("clients has " + shown(item) + "; " + ClientId.RULE);
    }

    private static String shown(@Nullable Object item) {
        String shown = String.valueOf(item);
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }

    private static Map<String, Object> parse(String body) throws BadBodyException {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            throw new BadBodyException("the body is not a JSON object; clients: " + RULE);
        }
    }
}
