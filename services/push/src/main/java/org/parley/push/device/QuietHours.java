package org.parley.push.device;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A time of each day, in the user's time zone, in which a device is told nothing; over midnight
 * where it ends earlier than it begins.
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    /** When they end, if they hold now. */
    public Optional<Instant> endAfter(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overMidnight = !from.isBefore(until);
        boolean evening = !time.isBefore(from);
        boolean morning = time.isBefore(until);
        boolean quiet = overMidnight ? evening || morning : evening && morning;
        if (!quiet) return Optional.empty();
        boolean tomorrow = overMidnight && evening;
        ZonedDateTime end =
                ZonedDateTime.of(local.toLocalDate().plusDays(tomorrow ? 1 : 0), until, zone);
        // Where the clocks go back, a time of day comes twice.
        Instant at =
                end.toInstant().isAfter(now)
                        ? end.toInstant()
                        : end.withLaterOffsetAtOverlap().toInstant();
        return Optional.of(at);
    }
}
