package org.parley.push.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.parley.push.store.Database;

/**
 * Sees to it that no operator learns anything, and changes nothing, that is not written down: the
 * row is committed before the answer goes out, and where it cannot be, there is no answer.
 */
@ApplicationScoped
class Trail {

    private static final String WRITE =
            """
            INSERT INTO audit (at, operator, action, query, reason, found, failure) VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private final Database database;
    private final SecurityIdentity identity;
    private final ObjectMapper mapper;
    private final Clock clock;

    Trail(Database database, SecurityIdentity identity, ObjectMapper mapper, Clock clock) {
        this.database = database;
        this.identity = identity;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Something that an operator asks for or does. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Refused without a reason. Whatever else is wrong with the request is on record then. */
    <T> T answer(
            String action,
            Map<String, @Nullable String> query,
            @Nullable String reason,
            Work<T> work,
            ToLongFunction<T> count)
            throws SQLException {
        Inquiry inquiry =
                new Inquiry(
                        identity.getPrincipal().getName(),
                        action,
                        json(query),
                        Inquiry.reason(reason));
        T result;
        try {
            result = work.run();
        } catch (SQLException | RuntimeException e) {
            write(inquiry, null, e.getClass().getSimpleName());
            throw e;
        }
        write(inquiry, count.applyAsLong(result), null);
        return result;
    }

    /** Before something is changed: what cannot be written down is not done. */
    void announce(String action, Map<String, @Nullable String> query, @Nullable String reason)
            throws SQLException {
        write(
                new Inquiry(
                        identity.getPrincipal().getName(),
                        action,
                        json(query),
                        Inquiry.reason(reason)),
                null,
                null);
    }

    private void write(Inquiry inquiry, @Nullable Long found, @Nullable String failure)
            throws SQLException {
        database.run(
                WRITE,
                clock.instant(),
                inquiry.operator(),
                inquiry.action(),
                inquiry.query(),
                inquiry.reason(),
                found,
                failure);
    }

    private String json(Map<String, @Nullable String> query) {
        Map<String, String> named = new LinkedHashMap<>();
        query.forEach((name, value) -> {
            if (value != null) named.put(name, value);
        });
        try {
            // PostgreSQL has no U+0000
            return mapper.writeValueAsString(named).replace("\\u0000", "\\u2400");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("parameters cannot be written down", e);
        }
    }
}
