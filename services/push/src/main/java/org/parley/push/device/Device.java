package org.parley.push.device;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.push.gateway.Target;
import org.parley.push.store.Cells;

/**
 * A user's device as it is stored.
 *
 * @param goneAt when a vendor said that the target is dead
 */
public record Device(
        String user,
        String device,
        @Nullable String name,
        @Nullable Target target,
        boolean previews,
        boolean clears,
        @Nullable QuietHours quietHours,
        Instant registeredAt,
        @Nullable Instant goneAt,
        @Nullable String goneWhy) {

    static Device of(Cells row) throws SQLException {
        String kind = row.textOrNull("kind");
        return new Device(
                row.text("user_id"),
                row.text("device"),
                row.textOrNull("name"),
                kind == null
                        ? null
                        : Target.of(
                                kind,
                                row.text("address"),
                                row.bytesOrNull("receiver_key"),
                                row.bytesOrNull("receiver_secret")),
                row.flag("previews"),
                row.flag("clears"),
                quietHours(row),
                row.time("registered_at"),
                row.timeOrNull("gone_at"),
                row.textOrNull("gone_why"));
    }

    private static @Nullable QuietHours quietHours(Cells row) throws SQLException {
        LocalTime from = row.clockOrNull("quiet_from");
        return from == null
                ? null
                : new QuietHours(
                        from,
                        Objects.requireNonNull(row.clockOrNull("quiet_until")),
                        ZoneId.of(row.text("quiet_zone")));
    }
}
