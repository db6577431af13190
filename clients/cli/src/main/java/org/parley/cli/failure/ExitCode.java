package org.parley.cli.failure;

/** What the process says to the shell; documented in {@code parley --help}. */
public enum ExitCode {
    OK(0, "done"),
    DIFFERENCE(1, "verify found a difference, or doctor something wrong"),
    USAGE(2, "the command line is wrong"),
    UNREACHABLE(3, "a server cannot be reached"),
    LOGIN(4, "no valid login, or the token was refused"),
    NOT_STORED(5, "messages wait in the outbox: not stored in time"),
    REFUSED(6, "a server refused the request"),
    INTERNAL(70, "an error of this program");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
