package org.parley.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "All of them as NDJSON, oldest first, however many.",
            "The count goes to the error output; an export that breaks off exits with 3."
        },
        mixinStandardHelpOptions = true)
final class OperatorExport implements Runnable {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    @Mixin private final OperatorFilter filter = new OperatorFilter();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "write there, whole or not at all (default: the output)")
    private @Nullable Path file;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.openAsOperator();
        try (InputStream lines =
                open.archive().stream("/operator/messages/export", filter.parameters())) {
            long count =
                    file == null ? copy(lines, spec.commandLine().getOut()) : save(lines, file);
            spec.commandLine().getErr().println(count + " messages");
        } catch (IOException e) {
            throw new UncheckedIOException("the export broke off", e);
        }
    }

    private static long save(InputStream lines, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        long count;
        // Other people's messages: for the operator's eyes only.
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(part))) {
            count = copy(lines, out);
            if (out.checkError()) throw new IOException("cannot write " + part);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return count;
    }

    /** All lines but the summary, which proves that they are all. */
    private static long copy(InputStream from, PrintWriter out) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
        for (String line = read(lines); line != null; line = read(lines)) {
            Optional<Long> summary = summary(line);
            if (summary.isPresent()) return summary.get();
            out.println(line);
        }
        throw brokenOff("there is no summary at its end");
    }

    private static @Nullable String read(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw brokenOff(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Long> summary(String line) {
        if (!line.startsWith("{\"summary\"")) return Optional.empty();
        Optional<ObjectNode> json = Json.parseObject(line);
        return json.flatMap(j -> Json.number(j.path("summary"), "count"));
    }

    private static Failure brokenOff(String why) {
        return new Failure(
                ExitCode.UNREACHABLE, "the export broke off: " + why, "Ask for it once more.");
    }
}
