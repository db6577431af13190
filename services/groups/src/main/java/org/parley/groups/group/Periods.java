package org.parley.groups.group;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.parley.contracts.GroupMember.Period;

/**
 * What a member may read of a group, oldest first, never overlapping, only the last without an end.
 * In the database ISO 8601 intervals: {@code 2026-11-20T08:00:00Z/2026-11-21T19:30:00Z
 * 2026-11-23T08:00:00Z/..}
 */
public record Periods(List<Period> list) {

    static final Periods NONE = new Periods(List.of());

    public Periods {
        list = List.copyOf(list);
    }

    /** From then on; what he could read before that and was later takes up again, is one. */
    Periods open(Instant from) {
        List<Period> all = new ArrayList<>();
        for (Period period : list)
            if (period.from().isBefore(from)) all.add(endingBy(period, from));
        all.add(new Period(from, null));
        return new Periods(all);
    }

    private static Period endingBy(Period period, Instant from) {
        Instant until = period.until();
        return new Period(period.from(), until == null || until.isAfter(from) ? from : until);
    }

    Periods close(Instant until) {
        return new Periods(
                list.stream()
                        .map(period ->
                                period.until() == null ? new Period(period.from(), until) : period)
                        .toList());
    }

    @Override
    public String toString() {
        return list.stream()
                .map(period ->
                        period.from() + "/" + (period.until() == null ? ".." : period.until()))
                .collect(Collectors.joining(" "));
    }

    static Periods parse(String text) {
        List<Period> all = new ArrayList<>();
        for (String interval : text.split(" ", -1)) {
            if (interval.isEmpty()) continue;
            String[] ends = interval.split("/", -1);
            all.add(
                    new Period(
                            Instant.parse(ends[0]),
                            ends[1].equals("..") ? null : Instant.parse(ends[1])));
        }
        return new Periods(all);
    }

    /** As Hibernate writes and reads them. */
    @Converter(autoApply = true)
    public static final class Column implements AttributeConverter<Periods, String> {

        @Override
        public String convertToDatabaseColumn(Periods periods) {
            return periods.toString();
        }

        @Override
        public Periods convertToEntityAttribute(String text) {
            return parse(text);
        }
    }
}
