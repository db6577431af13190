package org.parley.contracts;

import java.util.Objects;

/** Whether what a client published is accepted, and if not, why. */
public sealed interface Verdict<T> {

    record Accepted<T>(T event) implements Verdict<T> {}

    /**
     * Not accepted.
     *
     * @param reason for the sender's eyes: it names value and rule
     */
    record Rejected<T>(String reason) implements Verdict<T> {}

    /** Runs a check that throws {@link Invalid} at the first broken rule. */
    static <T> Verdict<T> of(Check<T> check) {
        try {
            return new Accepted<>(check.run());
        } catch (Invalid e) {
            return new Rejected<>(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** A check that stops at the first broken rule. */
    interface Check<T> {
        T run() throws Invalid;
    }

    /** A broken rule; without a stack trace, because it is an answer and not a failure. */
    final class Invalid extends Exception {
        Invalid(String reason) {
            super(reason, null, false, false);
        }
    }
}
