package org.parley.presence.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Whether all hold still. When the broker restarts, or a part of the network with many people falls
 * away, they all go and come back: for a while then nobody is turned offline, so that their friends
 * see nothing of it. Who did not come back by then is offline.
 */
public final class Calm {

    /** Who went within this time went together. */
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    private final Bounds bounds;
    private final int many;
    private final Deque<Instant> went = new ArrayDeque<>();
    private Instant until = Instant.MIN;
    private Instant untilMany = Instant.MIN;
    private @Nullable Instant unreachableSince;
    private boolean asked;
    private int people;

    /**
     * @param many users who go together at the least, for it to be an upheaval: and a fifth of all
     */
    public Calm(Bounds bounds, int many) {
        this.bounds = bounds;
        this.many = many;
    }

    /** The broker said who is connected. */
    public void answered(Instant now, Duration brokersAge) {
        unreachableSince = null;
        asked = true;
        Duration left = bounds.upheaval().minus(brokersAge);
        if (left.isPositive()) hold(now.plus(left));
    }

    /** It did not; since when, tells the first time. */
    public void didNotAnswer(Instant now) {
        if (unreachableSince == null) unreachableSince = now;
    }

    /** How many users there are on all boards. */
    public void people(int count) {
        people = count;
    }

    /** A user's last device went. */
    void wentAway(Instant now) {
        went.addLast(now);
        Instant together = now.minus(TOGETHER);
        while (went.getFirst().isBefore(together)) went.removeFirst();
        if (went.size() < Math.max(many, people / 5)) return;
        // Once for each: who keeps coming and going must not hold all others for ever.
        if (now.isBefore(untilMany.plus(bounds.upheaval()))) return;
        untilMany = now.plus(bounds.upheaval());
        hold(untilMany);
    }

    private void hold(Instant end) {
        if (end.isAfter(until)) until = end;
    }

    /** Nobody is turned offline now, whatever his devices do. */
    public boolean holds(Instant now) {
        if (now.isBefore(until)) return true;
        Instant since = unreachableSince;
        if (since != null) return now.isBefore(since.plus(bounds.silence()));
        return !asked;
    }
}
