package org.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A server that neither answers nor closes its connections, until the end of the block. */
public final class Frozen implements AutoCloseable {
    private final long pid;

    public Frozen(Stack stack, String name) {
        pid = Objects.requireNonNull(stack.processes().get(name));
        signal("STOP");
    }

    @Override
    public void close() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
