package org.parley.cli.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line: a moment, a day, or so long ago. */
final class TimeArgument implements ITypeConverter<Instant> {

    static final String RULE =
            "2026-11-23T08:00:00Z, 2026-11-23 (its start here), or 30m, 12h, 7d ago";

    private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhd])");

    private final Clock clock;

    TimeArgument() {
        this(Clock.system(ZoneId.systemDefault()));
    }

    TimeArgument(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        return ago(text)
                .or(() -> parsed(text, t -> OffsetDateTime.parse(t).toInstant()))
                .or(() -> parsed(text, t -> startOfDay(LocalDate.parse(t), clock.getZone())))
                .orElseThrow(() -> new TypeConversionException(text + " is no time: " + RULE));
    }

    private Optional<Instant> ago(String text) {
        Matcher ago = AGO.matcher(text);
        if (!ago.matches()) return Optional.empty();
        long count = Long.parseLong(ago.group(1));
        Duration duration =
                switch (ago.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        return Optional.of(clock.instant().minus(duration));
    }

    private static Instant startOfDay(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Optional<Instant> parsed(String text, Function<String, Instant> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
