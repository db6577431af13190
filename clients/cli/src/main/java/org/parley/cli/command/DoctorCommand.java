package org.parley.cli.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.parley.cli.doctor.Doctor;
import org.parley.cli.doctor.Finding;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Check a running system hop by hop, with one message from me to myself: services, login, broker,",
            "live delivery, bridge, Kafka, archive. Says what is wrong and what to do. Exits with 1 where",
            "something is wrong. The message expires after a minute."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "one JSON object a line for each hop")
    private boolean json;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Session.Open open = session.openAsAnybody();
        PrintWriter out = spec.commandLine().getOut();
        boolean healthy =
                new Doctor(
                                open.server(),
                                open.me(),
                                open.archive(),
                                session.web(),
                                Clock.systemUTC(),
                                finding -> print(finding, out))
                        .examine();
        if (!json) out.println(healthy ? "All is well." : "Something is wrong, see above.");
        return healthy ? ExitCode.OK.code() : ExitCode.DIFFERENCE.code();
    }

    private void print(Finding finding, PrintWriter out) {
        String state = finding.state().name().toLowerCase(Locale.ROOT);
        if (json) {
            out.println(
                    Json.line(
                            Json.object()
                                    .put("hop", finding.hop())
                                    .put("state", state)
                                    .put("text", finding.text())
                                    .put("advice", finding.advice())));
            return;
        }
        out.printf("%-8s %-9s %s%n", state, finding.hop(), finding.text());
        if (!finding.advice().isEmpty()) out.printf("%-18s → %s%n", "", finding.advice());
    }
}
