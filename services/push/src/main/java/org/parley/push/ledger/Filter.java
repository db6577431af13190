package org.parley.push.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;
import org.parley.push.problem.BadParameter;

/** Which entries somebody asks for; what is not named does not narrow. */
public final class Filter {

    private static final Pattern EVENT = Pattern.compile("[a-z-]{1,40}");
    private static final String TIME_RULE = "it is an RFC 3339 time such as 2026-11-23T08:00:00Z";

    /** A part of WHERE with one parameter. */
    record Condition(String sql, Object value) {}

    private final List<Condition> conditions = new ArrayList<>();
    private final int limit;

    public Filter(@Nullable String limit, int usual, int most) {
        this.limit = limit == null ? usual : number(limit, most);
    }

    private static int number(String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) return number;
        } catch (NumberFormatException e) {
            throw new BadParameter("limit", text, "it is a whole number from 1 to " + most);
        }
        throw new BadParameter("limit", text, "it is a whole number from 1 to " + most);
    }

    public Filter user(@Nullable String text) {
        if (text == null) return this;
        return add(
                "user_id = ?",
                UserId.parse(text)
                        .orElseThrow(() -> new BadParameter("user", text, UserId.RULE))
                        .value());
    }

    public Filter device(@Nullable String text) {
        if (text == null) return this;
        return add(
                "device = ?",
                DeviceId.parse(text)
                        .orElseThrow(() -> new BadParameter("device", text, DeviceId.RULE))
                        .value());
    }

    public Filter conversation(@Nullable String text) {
        if (text == null) return this;
        return add(
                "conversation = ?",
                ConversationId.parse(text)
                        .orElseThrow(() ->
                                new BadParameter(
                                        "conversation",
                                        text,
                                        "it is {user}_{user} or a group's id"))
                        .value());
    }

    public Filter message(@Nullable String text) {
        if (text == null) return this;
        return add(
                "message = ?",
                MessageId.parse(text)
                        .orElseThrow(() -> new BadParameter("message", text, MessageId.RULE))
                        .value());
    }

    public Filter event(@Nullable String text) {
        if (text == null) return this;
        if (!EVENT.matcher(text).matches())
            throw new BadParameter("event", text, "it is one such as accepted");
        return add("event = ?", text);
    }

    public Filter since(@Nullable String text) {
        return text == null ? this : add("at >= ?", time("since", text));
    }

    public Filter until(@Nullable String text) {
        return text == null ? this : add("at < ?", time("until", text));
    }

    public Filter before(String parameter, @Nullable String text) {
        return text == null ? this : add("id < ?", Cursor.parse(parameter, text));
    }

    private Filter add(String sql, Object value) {
        conditions.add(new Condition(sql, value));
        return this;
    }

    List<Condition> conditions() {
        return conditions;
    }

    public int limit() {
        return limit;
    }

    /** Years beyond 9999 are no RFC 3339, and PostgreSQL's end is not Java's. */
    public static Instant time(String parameter, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) return time;
        } catch (DateTimeException e) {
            throw new BadParameter(parameter, text, TIME_RULE);
        }
        throw new BadParameter(parameter, text, TIME_RULE);
    }
}
