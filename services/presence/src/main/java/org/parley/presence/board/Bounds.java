package org.parley.presence.board;

import java.time.Duration;

/**
 * How long what may last before somebody counts as gone.
 *
 * @param grace a device that went away counts as there for so long: a phone changing cells is not
 *     offline
 * @param upheaval nobody is turned offline for so long after the broker's start, or after many went
 *     at once
 * @param silence while the broker cannot be asked, who was last heard of so long ago is gone
 * @param skew how far the clocks of bridge and broker may be apart
 * @param pause between two publications of one user, unless he turns online
 */
public record Bounds(
        Duration grace, Duration upheaval, Duration silence, Duration skew, Duration pause) {}
