package org.parley.groups.problem;

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

    /** Not there, or not the caller's: the answer is the same, to the byte. */
    public static final class NoSuchGroup extends Refusal {
        public NoSuchGroup() {
            super(
                    "not-there",
                    "Not there, or not yours",
                    404,
                    "there is no such group among yours");
        }
    }

    /** In a group that the caller may see. */
    public static final class NotThere extends Refusal {
        public NotThere(String what) {
            super("not-there", "Not there, or not yours", 404, "there is no " + what);
        }
    }

    /**
     * Never was, expired, used up, revoked, or of a deleted group: the answer does not say which.
     */
    public static final class DeadLink extends Refusal {
        public DeadLink() {
            super(
                    "link-not-valid",
                    "The link lets nobody in",
                    404,
                    "the link is not valid, or no longer");
        }
    }

    /** The caller's role is too low. */
    public static final class NotAllowed extends Refusal {
        public NotAllowed(String rule) {
            super("not-allowed", "Not with this role in the group", 403, rule);
        }
    }

    /** There are as many as there may be. */
    public static final class LimitReached extends Refusal {
        public LimitReached(String detail) {
            super("limit", "There may be no more", 409, detail);
        }
    }

    /** A group without an owner could never be changed again. */
    public static final class LastOwner extends Refusal {
        public LastOwner(String user) {
            super(
                    "last-owner",
                    "A group needs an owner",
                    409,
                    user
                            + " is the only owner; make somebody else an owner first, or delete the group");
        }
    }

    /** Somebody else was faster. */
    public static final class Changed extends Refusal {
        public Changed(String given, long version) {
            super(
                    "changed",
                    "It was changed meanwhile",
                    412,
                    "If-Match is "
                            + given
                            + "; the group is \""
                            + version
                            + "\" now: get it, look, and try again");
        }
    }

    /** A change of what somebody has seen must say what that was. */
    public static final class VersionMissing extends Refusal {
        public VersionMissing() {
            super(
                    "if-match-missing",
                    "Say which version you saw",
                    428,
                    "the header If-Match is missing; it is the ETag of the group as you saw it, or *");
        }
    }

    /** The key is of another creation. */
    public static final class KeyReused extends Refusal {
        public KeyReused(String key) {
            super(
                    "key-reused",
                    "The key belongs to another request",
                    422,
                    "Idempotency-Key " + key + " was used to create a group of other content");
        }
    }
}
