package org.parley.archive.ordered;

import io.quarkus.logging.Log;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes many items at once, and finds those that are refused by writing ever smaller halves. */
public final class Halves {

    private Halves() {}

    /** Writes all of the items or, by throwing, none. */
    public interface Writer<T> {
        void write(List<T> items) throws Exception;
    }

    public static <T> void write(List<T> items, Writer<T> writer, BiConsumer<T, String> refused)
            throws Exception {
        if (items.isEmpty()) return;
        try {
            writer.write(items);
        } catch (RefusedException e) {
            split(items, writer, refused, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // PostgreSQL's failures are checked ones: this is our own code, and these values.
            Log.errorf(e, "cannot archive items=%d", items.size());
            String name = e.getClass().getSimpleName();
            split(items, writer, refused, "the archive cannot handle it: " + name);
        }
    }

    private static <T> void split(
            List<T> items, Writer<T> writer, BiConsumer<T, String> refused, String reason)
            throws Exception {
        if (items.size() == 1) {
            refused.accept(items.getFirst(), reason);
            return;
        }
        int half = items.size() / 2;
        write(items.subList(0, half), writer, refused);
        write(items.subList(half, items.size()), writer, refused);
    }
}
