package org.parley.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.cli.failure.ExitCode;
import picocli.CommandLine;

class CommandLineTest {

    static Stream<List<String>> commands() {
        return names(new CommandLine(new ParleyCommand()), List.of());
    }

    private static Stream<List<String>> names(CommandLine line, List<String> path) {
        Stream<List<String>> below =
                line.getSubcommands().entrySet().stream()
                        .flatMap(e -> names(e.getValue(), append(path, e.getKey())));
        return Stream.concat(Stream.of(path), below);
    }

    private static List<String> append(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(List<String> path) {
        assertThat(run(append(path, "--help"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "chat",
                "chat Bob",
                "chat bob --stack /nowhere --timeout soon",
                "operator",
                "operator search --text hello",
                "operator erase --reason because",
                "operator erase --user a --conversation a_b --reason because",
                "operator search --reason because --since yesterday",
                "operator rejected",
                "operator rejected --show 1 --replay 2 --reason because",
                "operator rejected --replay alice --reason because"
            })
    void aWrongCommandLineIsTold(String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        assertThat(run(words)).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void aStackThatIsNotThereIsUnreachable() {
        assertThat(run(List.of("token", "alice", "--stack", "/nowhere/stack.json")))
                .isEqualTo(ExitCode.UNREACHABLE.code());
    }

    @Test
    void everyExitCodeIsDocumented() {
        var documented =
                new CommandLine(new ParleyCommand()).getCommandSpec().usageMessage().exitCodeList();
        assertThat(documented.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ExitCode.values()).map(c -> "" + c.code()).toList());
    }

    private static int run(List<String> words) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return ParleyCommand.run(nowhere, nowhere, words.toArray(String[]::new));
    }
}
