package org.parley.cli.command;

import picocli.CommandLine.Option;

/** Why an operator asks. */
final class Reason {

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why; goes to the audit trail")
    private String text = "";

    String text() {
        return text;
    }
}
