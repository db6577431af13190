package org.parley.archive.ordered;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One value of each of many items, as the array that {@code unnest} makes rows of again. */
public final class Column {

    private Column() {}

    public static <T> UUID[] uuids(Collection<T> items, Function<T, @Nullable UUID> of) {
        return items.stream().map(of).toArray(UUID[]::new);
    }

    public static <T> String[] texts(Collection<T> items, Function<T, @Nullable String> of) {
        return items.stream().map(of).toArray(String[]::new);
    }

    public static <T> Long[] numbers(Collection<T> items, Function<T, Long> of) {
        return items.stream().map(of).toArray(Long[]::new);
    }

    public static <T> OffsetDateTime[] times(
            Collection<T> items, Function<T, @Nullable Instant> of) {
        return items.stream().map(of).map(Column::time).toArray(OffsetDateTime[]::new);
    }

    public static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
