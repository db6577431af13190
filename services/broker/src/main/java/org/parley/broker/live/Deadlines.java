package org.parley.broker.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * When which connection is to be looked at. One heap for all of them; a connection that is gone
 * earlier stays in it until its time comes and is then passed over.
 */
final class Deadlines {

    private record Deadline(Instant at, Connection connection) {}

    private final PriorityQueue<Deadline> queue =
            new PriorityQueue<>(Comparator.comparing(Deadline::at));

    synchronized void add(Instant at, Connection connection) {
        queue.add(new Deadline(at, connection));
    }

    /** Takes out those whose time has come. */
    synchronized List<Connection> due(Instant now) {
        List<Connection> due = new ArrayList<>();
        while (!queue.isEmpty() && !queue.peek().at().isAfter(now))
            due.add(queue.poll().connection());
        return due;
    }
}
