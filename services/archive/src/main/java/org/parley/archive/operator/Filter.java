package org.parley.archive.operator;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Memberships;
import org.parley.archive.history.MessageView;
import org.parley.archive.problem.BadParameter;
import org.parley.archive.search.SearchQuery;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;

/** Which messages an operator asks for; what is null does not narrow. */
record Filter(
        @Nullable UserId user,
        @Nullable ConversationId conversation,
        @Nullable SearchQuery text,
        @Nullable Instant since,
        @Nullable Instant until) {

    private static final String TIME_RULE = "it is an RFC 3339 time such as 2026-11-23T08:00:00Z";

    static Filter parse(
            @Nullable String user,
            @Nullable String conversation,
            @Nullable String text,
            @Nullable String since,
            @Nullable String until) {
        return new Filter(
                user == null ? null : user("user", user),
                conversation == null ? null : Memberships.parse("conversation", conversation),
                text == null ? null : SearchQuery.required("text", text),
                since == null ? null : time("since", since),
                until == null ? null : time("until", until));
    }

    static UserId user(String parameter, String text) {
        return UserId.parse(text).orElseThrow(() -> new BadParameter(parameter, text, UserId.RULE));
    }

    /** Years beyond 9999 are no RFC 3339, and PostgreSQL's end is not Java's. */
    static Instant time(String parameter, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) return time;
        } catch (DateTimeException _) {
            // the rule below says what a time is
        }
        throw new BadParameter(parameter, text, TIME_RULE);
    }

    /** Whether a row that the index proposed is meant. */
    boolean agrees(MessageView message) {
        return text == null || !text.marks(message.searchable()).isEmpty();
    }

    /** A statement for exactly these conditions: each combination gets a plan of its own. */
    Statement select(String columns, String order, List<Condition> more, int limit) {
        List<Condition> all = new ArrayList<>();
        if (user != null)
            all.add(
                    new Condition(
                            "m.conversation IN (SELECT conversation FROM membership WHERE user_id = ?)"
                                    + " AND (m.sender = ? OR EXISTS (SELECT FROM membership me"
                                    + " WHERE me.user_id = ? AND me.conversation = m.conversation"
                                    + " AND m.received_at <@ me.seen))",
                            user.value(),
                            user.value(),
                            user.value()));
        if (conversation != null)
            all.add(new Condition("m.conversation = ?", conversation.value()));
        if (text != null) all.add(new Condition("m.words @@ ?::text::tsquery", text.tsquery()));
        if (since != null) all.add(new Condition("m.received_at >= ?", utc(since)));
        if (until != null) all.add(new Condition("m.received_at < ?", utc(until)));
        all.addAll(more);
        return Statement.of(columns, order, all, limit);
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** A part of WHERE, with {@code ?} where its values stand. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Condition(String sql, Object... values) {}

    /** Ready to run. */
    record Statement(String sql, Tuple values) {

        private static Statement of(
                String columns, String order, List<Condition> conditions, int limit) {
            StringBuilder sql = new StringBuilder("SELECT ").append(columns);
            sql.append(" FROM message m WHERE true");
            Tuple values = Tuple.tuple();
            for (Condition condition : conditions) {
                sql.append(" AND ");
                int next = 0;
                for (String part : condition.sql().split("(?<=\\?)", -1)) {
                    boolean valued = part.endsWith("?");
                    if (valued) values.addValue(condition.values()[next++]);
                    sql.append(valued ? part.replace("?", "$" + values.size()) : part);
                }
            }
            sql.append(" ORDER BY ").append(order).append(" LIMIT ").append(limit);
            return new Statement(sql.toString(), values);
        }
    }
}
