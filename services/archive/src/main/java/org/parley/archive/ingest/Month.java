package org.parley.archive.ingest;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A partition of the messages: the ids whose time lies in one month, or before 2020.
 *
 * @param start null for everything before 2020
 */
public record Month(@Nullable YearMonth start) {

    private static final YearMonth FIRST = YearMonth.of(2020, 1);
    private static final Month BEFORE = new Month(null);
    private static final String BEFORE_NAME = "message_before_2020";
    private static final Pattern NAME = Pattern.compile("message_(\\d{4})_(\\d{2})");

    static Month of(UUID id) {
        Instant time = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        YearMonth month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
        return month.isBefore(FIRST) ? BEFORE : new Month(month);
    }

    public static Optional<Month> ofTable(String name) {
        if (name.equals(BEFORE_NAME)) return Optional.of(BEFORE);
        Matcher match = NAME.matcher(name);
        return match.matches()
                ? Optional.of(
                        new Month(
                                YearMonth.of(
                                        Integer.parseInt(match.group(1)),
                                        Integer.parseInt(match.group(2)))))
                : Optional.empty();
    }

    public String table() {
        return start == null
                ? BEFORE_NAME
                : String.format(
                        Locale.ROOT, "message_%04d_%02d", start.getYear(), start.getMonthValue());
    }

    /** The bound as it stands in FROM (…). */
    String from() {
        return start == null ? "MINVALUE" : quoted(start);
    }

    /** The bound as it stands in TO (…). */
    String to() {
        return quoted(next());
    }

    public Instant end() {
        return instant(next());
    }

    private YearMonth next() {
        return start == null ? FIRST : start.plusMonths(1);
    }

    private static String quoted(YearMonth month) {
        return "'" + new UUID(instant(month).toEpochMilli() << 16, 0) + "'";
    }

    private static Instant instant(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
