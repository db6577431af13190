package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive.Parameters;
import org.parley.cli.json.Json;
import org.parley.cli.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = "What operators asked and did, the newest first. Reading it is in it, too.",
        mixinStandardHelpOptions = true)
final class OperatorAudit implements Runnable {

    private static final int PAGE = 500;

    @Option(names = "--operator", paramLabel = "NAME", description = "only of this operator")
    private @Nullable String operator;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "then or later: " + TimeArgument.RULE,
            converter = TimeArgument.class)
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "before",
            converter = TimeArgument.class)
    private @Nullable Instant until;

    @Mixin private final Listing listing = new Listing();
    @Mixin private final Reason reason = new Reason();
    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.openAsOperator();
        Pages.each(
                listing.limit(),
                PAGE,
                "entries",
                (most, next) -> page(open, most, next),
                this::print);
    }

    private ObjectNode page(Session.Open open, int most, Optional<String> next) {
        Parameters parameters = parameters().with("limit", most);
        next.ifPresent(cursor -> parameters.with("cursor", cursor));
        return open.archive().get("/operator/audit", parameters);
    }

    private Parameters parameters() {
        Parameters parameters = new Parameters().with("reason", reason.text());
        if (operator != null) parameters.with("operator", operator);
        if (since != null) parameters.with("since", since);
        if (until != null) parameters.with("until", until);
        return parameters;
    }

    private void print(JsonNode entry) {
        spec.commandLine().getOut().println(listing.isJson() ? Json.line(entry) : line(entry));
    }

    private static String line(JsonNode entry) {
        String found = entry.has("found") ? entry.path("found").asText() + " found" : "";
        String outcome = Json.text(entry, "failure").map(f -> "FAILED: " + f).orElse(found);
        return "%s  %-12s %-12s %-10s %s  %s"
                .formatted(
                        MessageTable.time(Json.time(entry, "at").orElse(Instant.EPOCH)),
                        entry.path("operator").asText(),
                        entry.path("action").asText(),
                        outcome,
                        Printable.line(entry.path("query").toString()),
                        Printable.line(entry.path("reason").asText()));
    }
}
