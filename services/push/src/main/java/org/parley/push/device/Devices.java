package org.parley.push.device;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;
import org.parley.push.PushConfig;
import org.parley.push.egress.Destinations;
import org.parley.push.egress.RefusedAddress;
import org.parley.push.gateway.Gateways;
import org.parley.push.gateway.Target;
import org.parley.push.problem.BadParameter;
import org.parley.push.problem.Refusal;
import org.parley.push.store.Database;
import org.parley.push.store.Tx;

/** Users' devices. */
@ApplicationScoped
public class Devices {

    private static final String ALL = "SELECT * FROM device WHERE user_id = ? ORDER BY device";
    private static final String ONE = "SELECT * FROM device WHERE user_id = ? AND device = ?";

    // Whoever is the last to register a target has the device in his hands.
    private static final String TAKE_OVER =
            """
            UPDATE device SET kind = NULL, lane = NULL, address = NULL, receiver_key = NULL, receiver_secret = NULL,
              gone_at = ?, gone_why = 'registered by another device or user'
            WHERE md5(address) = md5(?) AND address = ? AND NOT (user_id = ? AND device = ?)
            RETURNING user_id, device
            """;

    private static final String PUT =
            """
            INSERT INTO device AS d (user_id, device, name, kind, lane, address, receiver_key, receiver_secret, previews,
              clears, quiet_from, quiet_until, quiet_zone, registered_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (user_id, device) DO UPDATE SET name = excluded.name, kind = excluded.kind,
              lane = excluded.lane, address = excluded.address, receiver_key = excluded.receiver_key,
              receiver_secret = excluded.receiver_secret, previews = excluded.previews, clears = excluded.clears,
              quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, quiet_zone = excluded.quiet_zone,
              registered_at = CASE WHEN d.address IS NOT DISTINCT FROM excluded.address THEN d.registered_at
                ELSE excluded.registered_at END,
              gone_at = CASE WHEN excluded.address IS NULL THEN d.gone_at END,
              gone_why = CASE WHEN excluded.address IS NULL THEN d.gone_why END
            RETURNING *
            """;

    // What waits goes the new way.
    private static final String REROUTE =
            "UPDATE pending SET lane = ? WHERE user_id = ? AND device = ? AND lane <> ?";

    private static final String FORGET =
            """
            WITH gone AS (
              DELETE FROM pending WHERE user_id = ? AND device = ?
              RETURNING user_id, device, conversation, position, clear),
            s AS (DELETE FROM shown WHERE user_id = ? AND device = ?)
            INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
            SELECT ?::timestamptz, g.user_id, g.device, g.conversation, m.id, 'cancelled', ?
            FROM gone g LEFT JOIN message m ON m.position = g.position WHERE NOT g.clear
            """;

    private static final String GONE =
            """
            UPDATE device SET kind = NULL, lane = NULL, address = NULL, receiver_key = NULL, receiver_secret = NULL,
              gone_at = ?, gone_why = ?
            WHERE user_id = ? AND device = ? AND address = ?
            """;

    private final Database database;
    private final Destinations destinations;
    private final Gateways gateways;
    private final PushConfig config;
    private final Clock clock;

    Devices(
            Database database,
            Destinations destinations,
            Gateways gateways,
            PushConfig config,
            Clock clock) {
        this.database = database;
        this.destinations = destinations;
        this.gateways = gateways;
        this.config = config;
        this.clock = clock;
    }

    public List<Device> of(UserId user) throws SQLException {
        return database.query(ALL, Device::of, user.value());
    }

    public Optional<Device> find(UserId user, DeviceId device) throws SQLException {
        return database.query(ONE, Device::of, user.value(), device.value()).stream().findFirst();
    }

    /** A new one, or all of one's settings at once. */
    Device put(UserId user, DeviceId device, Settings settings) throws SQLException {
        check(settings.target());
        return database.inTransaction(tx -> {
            boolean known =
                    !tx.query(ONE + " FOR UPDATE", Device::of, user.value(), device.value())
                            .isEmpty();
            if (!known) mustHaveRoom(tx, user);
            return write(tx, user, device, settings);
        });
    }

    /** Some settings of one that is there. */
    Device change(UserId user, DeviceId device, UnaryOperator<Settings> change)
            throws SQLException {
        Device before = find(user, device).orElseThrow(() -> noSuch(device));
        Settings settings = change.apply(settings(before));
        check(settings.target());
        return database.inTransaction(tx -> write(tx, user, device, settings));
    }

    static Refusal noSuch(DeviceId device) {
        return new Refusal.NotThere("device " + device + " of yours");
    }

    private static Settings settings(Device device) {
        return new Settings(
                device.name(),
                device.target(),
                device.previews(),
                device.clears(),
                device.quietHours());
    }

    private void check(@Nullable Target target) {
        if (target == null) return;
        if (!gateways.offers(target)) throw new Refusal.NotOffered(target.kind());
        if (!(target instanceof Target.Web web)) return;
        try {
            destinations.check(web.endpoint());
        } catch (RefusedAddress e) {
            throw BadParameter.because("endpoint breaks a rule; " + e.getMessage());
        } catch (IOException e) {
            throw BadParameter.because("endpoint breaks a rule; its host is not found");
        }
    }

    private void mustHaveRoom(Tx tx, UserId user) throws SQLException {
        int most = config.limits().devicesPerUser();
        if (tx.query(ALL, Device::of, user.value()).size() >= most)
            throw new Refusal.LimitReached(
                    user + " has " + most + " devices, which is the most; remove one");
    }

    private Device write(Tx tx, UserId user, DeviceId device, Settings settings)
            throws SQLException {
        Instant now = clock.instant();
        Target target = settings.target();
        if (target != null) takeOver(tx, user, device, target, now);
        Target.Web web = target instanceof Target.Web one ? one : null;
        QuietHours quiet = settings.quietHours();
        Device written =
                tx.query(
                                PUT,
                                Device::of,
                                user.value(),
                                device.value(),
                                settings.name(),
                                target == null ? null : target.kind(),
                                target == null ? null : target.lane(),
                                target == null ? null : target.address(),
                                web == null ? null : web.key(),
                                web == null ? null : web.secret(),
                                settings.previews(),
                                settings.clears(),
                                quiet == null ? null : quiet.from(),
                                quiet == null ? null : quiet.until(),
                                quiet == null ? null : quiet.zone().getId(),
                                now)
                        .getFirst();
        if (target == null) forget(tx, user.value(), device.value(), "it has no target", now);
        else tx.run(REROUTE, target.lane(), user.value(), device.value(), target.lane());
        return written;
    }

    private static void takeOver(Tx tx, UserId user, DeviceId device, Target target, Instant now)
            throws SQLException {
        record Other(String user, String device) {}
        List<Other> others =
                tx.query(
                        TAKE_OVER,
                        row -> new Other(row.text("user_id"), row.text("device")),
                        now,
                        target.address(),
                        target.address(),
                        user.value(),
                        device.value());
        for (Other other : others) {
            forget(tx, other.user(), other.device(), "its target is another's now", now);
            Log.infof(
                    "target moved kind=%s from=%s/%s to=%s/%s",
                    target.kind(), other.user(), other.device(), user, device);
        }
    }

    private static void forget(Tx tx, String user, String device, String why, Instant now)
            throws SQLException {
        tx.run(FORGET, user, device, user, device, now, why);
    }

    /** Whether there was one. */
    boolean remove(UserId user, DeviceId device) throws SQLException {
        return database.inTransaction(tx -> {
            forget(tx, user.value(), device.value(), "the device was removed", clock.instant());
            return tx.run(
                            "DELETE FROM device WHERE user_id = ? AND device = ?",
                            user.value(),
                            device.value())
                    > 0;
        });
    }

    /** A vendor says that a target is dead; a new one that came meanwhile stays. */
    public void gone(UserId user, String device, Target target, String why) throws SQLException {
        Instant now = clock.instant();
        database.inTransaction(tx -> {
            if (tx.run(GONE, now, why, user.value(), device, target.address()) > 0)
                forget(tx, user.value(), device, "its target is dead", now);
            return true;
        });
    }
}
