package org.parley.presence.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One value of each of many items, as the array that {@code unnest} makes rows of again. */
public final class Column {

    private Column() {}

    public static <T> String[] texts(Collection<T> items, Function<T, String> of) {
        return items.stream().map(of).toArray(String[]::new);
    }

    public static <T> Long[] numbers(Collection<T> items, Function<T, Long> of) {
        return items.stream().map(of).toArray(Long[]::new);
    }

    public static <T> Boolean[] truths(Collection<T> items, Function<T, Boolean> of) {
        return items.stream().map(of).toArray(Boolean[]::new);
    }

    public static <T> OffsetDateTime[] times(Collection<T> items, Function<T, Instant> of) {
        return items.stream().map(of).map(Column::time).toArray(OffsetDateTime[]::new);
    }

    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Of a row that was read. */
    public static Instant instant(@Nullable OffsetDateTime time) {
        if (time == null) throw new IllegalStateException("a time is missing");
        return time.toInstant();
    }
}
