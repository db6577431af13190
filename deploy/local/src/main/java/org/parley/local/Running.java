package org.parley.local;

import java.nio.file.Path;

/**
 * A child that has been started.
 *
 * @param logStart where its own output begins in the log, which goes on over restarts
 */
record Running(Process process, Path log, long logStart, long startedAt) {
    boolean logged(String text) {
        return LogFile.contains(log, logStart, text);
    }

    String tail() {
        return LogFile.tail(log, logStart);
    }

    long pid() {
        return process.pid();
    }

    /** In words: how a process that has ended did so. */
    String ending() {
        var code = process.exitValue();
        return code > 128 ? "was ended by signal " + (code - 128) : "exited with code " + code;
    }
}
