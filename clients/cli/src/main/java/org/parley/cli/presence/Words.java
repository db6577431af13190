package org.parley.cli.presence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Presence as a person says it. */
public record Words(ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM. HH:mm");
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    /** Such as "online" or "last seen today 14:03". */
    public String of(Presence presence, Instant now) {
        Instant seen = presence.lastSeen();
        if (!presence.state().equals("offline")) return presence.state();
        return seen == null ? "offline" : "last seen " + when(seen, now);
    }

    /** Such as "today 14:03". */
    public String when(Instant time, Instant now) {
        ZonedDateTime there = time.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate day = there.toLocalDate();
        if (day.equals(today)) return "today " + TIME.format(there);
        if (day.equals(today.minusDays(1))) return "yesterday " + TIME.format(there);
        return (day.getYear() == today.getYear() ? DAY : YEAR).format(there);
    }
}
