package org.parley.cli.terminal;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that somebody typed. Messages are named by the number in front of them; without one it is
 * my last message for edit and delete, and the other's last one for reply and react.
 */
sealed interface SlashCommand {

    String HELP =
            """
            /edit [#N] TEXT     change my message
            /delete [#N]        take my message back
            /reply [#N] TEXT    answer a message
            /react [#N] EMOJI   react to a message; without EMOJI take it back
            /history [COUNT]    print the newest messages again
            /search WORDS       find messages of this conversation
            /help, /quit        a line that shall start with a slash: //…\
            """;

    /** Not a command at all. */
    record Say(String text) implements SlashCommand {}

    record Edit(OptionalInt number, String text) implements SlashCommand {}

    record Delete(OptionalInt number) implements SlashCommand {}

    record Reply(OptionalInt number, String text) implements SlashCommand {}

    record React(OptionalInt number, String emoji) implements SlashCommand {}

    record History(int count) implements SlashCommand {}

    record Search(String words) implements SlashCommand {}

    record Help() implements SlashCommand {}

    record Quit() implements SlashCommand {}

    /** Nothing that can be done, and why. */
    record Wrong(String reason) implements SlashCommand {}

    Pattern FORM = Pattern.compile("/(\\w+)\\s*(?:#(\\d{1,6})\\b)?\\s*(.*)", Pattern.DOTALL);

    static SlashCommand parse(String line) {
        if (line.startsWith("//")) return new Say(line.substring(1));
        Matcher form = FORM.matcher(line);
        if (!line.startsWith("/") || !form.matches()) return new Say(line);
        OptionalInt number =
                form.group(2) == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(form.group(2)));
        return parse(form.group(1), number, form.group(3).strip());
    }

    private static SlashCommand parse(String name, OptionalInt number, String rest) {
        return switch (name) {
            case "edit" -> needed(rest, "/edit needs the new text", new Edit(number, rest));
            case "delete" -> new Delete(number);
            case "reply" -> needed(rest, "/reply needs a text", new Reply(number, rest));
            case "react" -> new React(number, rest);
            case "history" -> history(rest);
            case "search" -> needed(rest, "/search needs words", new Search(rest));
            case "help" -> new Help();
            case "quit", "exit" -> new Quit();
            default -> new Wrong("no command /" + name + "; see /help");
        };
    }

    private static SlashCommand needed(String rest, String otherwise, SlashCommand command) {
        return rest.isEmpty() ? new Wrong(otherwise) : command;
    }

    private static SlashCommand history(String rest) {
        if (rest.isEmpty()) return new History(50);
        return rest.matches("\\d{1,4}")
                ? new History(Integer.parseInt(rest))
                : new Wrong("/history takes a number up to 9999, not " + rest);
    }
}
