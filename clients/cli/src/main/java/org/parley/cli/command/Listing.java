package org.parley.cli.command;

import picocli.CommandLine.Option;

/** How much of a list is printed, and how. */
final class Listing {

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "how many at most; 0 for all (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    int limit() {
        return limit;
    }

    boolean isJson() {
        return json;
    }
}
