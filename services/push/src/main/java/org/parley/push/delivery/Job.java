package org.parley.push.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.push.device.QuietHours;
import org.parley.push.gateway.Notification;
import org.parley.push.gateway.Target;

/**
 * A row that was claimed: one device shall be told of one conversation.
 *
 * @param target absent where the device has none any more
 */
record Job(
        String user,
        String device,
        String conversation,
        long position,
        boolean clear,
        UUID claim,
        int attempts,
        Instant expiresAt,
        @Nullable UUID message,
        @Nullable Instant receivedAt,
        @Nullable Target target,
        Optional<QuietHours> quiet,
        Notification notification) {

    @Override
    public String toString() {
        return "Job[device=" + device + ", message=" + message + "]";
    }
}
