package org.parley.local;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One server or service of the stack: what it needs, how it is started, when it is ready. */
interface Server {
    String name();

    List<Port> ports();

    /** The names of those that have to be ready before it starts. */
    default Set<String> needs() {
        return Set.of();
    }

    /** What has to be there before its command can run; may take long, while others start. */
    default void prepare(Progress progress) throws Exception {}

    Command command();

    /** Empty when ready, else what it still waits for. */
    Optional<String> waitsFor(Running running);

    /** Done each time it has become ready. */
    default void whenReady() throws Exception {}

    /** The signal that makes it stop in order. */
    default String stopSignal() {
        return "TERM";
    }
}
