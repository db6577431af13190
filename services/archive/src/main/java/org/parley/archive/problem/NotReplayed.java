package org.parley.archive.problem;

/** A dead letter stays what it is. */
public final class NotReplayed extends RuntimeException {

    /** Why. */
    public enum Reason {
        REJECTED_AGAIN("rejected-again", "It still breaks a rule", 422),
        NOT_REPLAYABLE("not-replayable", "Neither a message nor a receipt", 422),
        ALREADY_REPLAYED("already-replayed", "It was replayed already", 409),
        ERASED("erased", "It was erased", 409);

        private final String problem;
        private final String title;
        private final int status;

        Reason(String problem, String title, int status) {
            this.problem = problem;
            this.title = title;
            this.status = status;
        }
    }

    private final transient Reason reason;

    public NotReplayed(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Problem problem() {
        return Problem.of(
                reason.problem, reason.title, reason.status, String.valueOf(getMessage()));
    }
}
