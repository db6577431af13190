package org.parley.push.problem;

/** What somebody asked for is not done, and why: each kind is a problem of its own. */
public sealed class Refusal extends RuntimeException {

    private final String type;
    private final String title;
    private final int status;

    private Refusal(String type, String title, int status, String detail) {
        super(detail, null, false, false);
        this.type = type;
        this.title = title;
        this.status = status;
    }

    Problem problem() {
        return Problem.of(type, title, status, String.valueOf(getMessage()));
    }

    /** Not there, or not the caller's: the answer is the same. */
    public static final class NotThere extends Refusal {
        public NotThere(String what) {
            super("not-there", "Not there, or not yours", 404, "there is no " + what);
        }
    }

    /** The operator has not set up what it takes. */
    public static final class NotOffered extends Refusal {
        public NotOffered(String what) {
            super("not-offered", "Not offered here", 409, what + " is not set up on this server");
        }
    }

    /** There are as many as there may be. */
    public static final class LimitReached extends Refusal {
        public LimitReached(String detail) {
            super("limit", "There may be no more", 409, detail);
        }
    }

    /** Too often. */
    public static final class TooOften extends Refusal {
        public TooOften(String detail) {
            super("too-often", "Wait a while", 429, detail);
        }
    }

    /** What it would take is not kept any more. */
    public static final class Gone extends Refusal {
        public Gone(String detail) {
            super("gone", "Not kept any more", 409, detail);
        }
    }
}
