package org.parley.bridge;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Says in a few words why something failed, the same words for the same cause. */
final class Reasons {

    private Reasons() {}

    static String of(@Nullable Throwable failure) {
        if (failure == null) return "the connection was closed";
        Throwable cause = failure;
        while (isWrapper(cause) && cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException || failure instanceof CompletionException;
    }
}
