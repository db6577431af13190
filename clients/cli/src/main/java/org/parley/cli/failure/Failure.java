package org.parley.cli.failure;

import org.jspecify.annotations.Nullable;

/** A command cannot go on; says why, and what the person should do next. */
public final class Failure extends RuntimeException {

    private final ExitCode exitCode;
    private final String next;

    /**
     * A failure without a cause of its own.
     *
     * @param next what to do about it; empty where there is nothing
     */
    public Failure(ExitCode exitCode, String message, String next) {
        this(exitCode, message, next, null);
    }

    public Failure(ExitCode exitCode, String message, String next, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.next = next;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String next() {
        return next;
    }

    /** Message and advice, for one or two lines on the terminal. */
    public String advice() {
        return next.isEmpty() ? String.valueOf(getMessage()) : getMessage() + "\n  " + next;
    }
}
