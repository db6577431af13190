package org.parley.bridge;

import org.jspecify.annotations.Nullable;

/** Says in a few words why something failed: the root cause, the same words for the same cause. */
final class Reasons {

    private Reasons() {}

    static String of(@Nullable Throwable failure) {
        if (failure == null) return "the connection was closed";
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
