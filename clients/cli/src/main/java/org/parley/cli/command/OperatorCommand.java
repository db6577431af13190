package org.parley.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "operator",
        description = {
            "Ask and act across all conversations, with the role operator.",
            "Everything you do here stands in the audit trail, with your reason."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            OperatorSearch.class,
            OperatorExport.class,
            OperatorErase.class,
            OperatorAudit.class,
            OperatorPush.class,
            OperatorRejected.class
        })
final class OperatorCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "search, export, erase, audit, push or rejected?");
    }
}
