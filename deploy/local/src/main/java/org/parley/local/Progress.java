package org.parley.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says line by line what happens, with the seconds since the start. */
final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String who, String what) {
        line(String.format(Locale.ROOT, "%7s  %-10s %s", in(start), who, what));
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    String sinceStart() {
        return in(start);
    }

    static String in(long startedAt) {
        var elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }
}
