package org.parley.cli.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.parley.cli.client.Draft;
import org.parley.cli.json.Json;

/** A line of a script's input. */
sealed interface ScriptLine {

    /** Something to say: a plain line, or a JSON object with the members of a message. */
    record Say(Draft draft) implements ScriptLine {}

    /** {@code {"command":"read"}}: I have seen everything. */
    record Read() implements ScriptLine {}

    /** {@code {"command":"typing","typing":true}} */
    record Typing(boolean typing) implements ScriptLine {}

    /** {@code {"command":"sync"}}: ask the archive now. */
    record Sync() implements ScriptLine {}

    /** Not understood, and why. */
    record Unknown(String reason) implements ScriptLine {}

    /** Empty for a blank line. */
    static Optional<ScriptLine> parse(String line) {
        if (line.isBlank()) return Optional.empty();
        Optional<ObjectNode> json =
                line.startsWith("{") ? Json.parseObject(line) : Optional.empty();
        if (json.isEmpty()) return Optional.of(new Say(Draft.text(line)));
        return Optional.of(
                Json.text(json.get(), "command")
                        .map(command -> command(command, json.get()))
                        .orElseGet(() -> new Say(new Draft(json.get()))));
    }

    private static ScriptLine command(String name, ObjectNode json) {
        return switch (name) {
            case "read" -> new Read();
            case "typing" -> new Typing(json.path("typing").asBoolean(true));
            case "sync" -> new Sync();
            default -> new Unknown("no command " + name + "; there are read, typing, sync");
        };
    }
}
