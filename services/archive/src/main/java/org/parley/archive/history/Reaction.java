package org.parley.archive.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One emoji under a message, and who chose it. */
@Schema(name = "Reaction", description = "One emoji under a message, and who chose it.")
public record Reaction(
        @Schema(examples = "👍") String emoji,
        @Schema(description = "In the order in which they chose it.", examples = "[\"bob\"]")
                List<String> users) {

    /**
     * What one user last said about one message.
     *
     * @param emoji empty where it was taken back
     */
    record Said(UUID target, String user, String emoji, long position) {}

    /** The newest of each user counts; emoji stand in the order in which they were first chosen. */
    static Map<UUID, List<Reaction>> fold(List<Said> all) {
        Map<UUID, Map<String, Said>> newest = new LinkedHashMap<>();
        all.stream()
                .sorted((a, b) -> Long.compare(a.position(), b.position()))
                .forEach(said -> keep(newest, said));
        Map<UUID, List<Reaction>> folded = new LinkedHashMap<>();
        newest.values().removeIf(Map::isEmpty);
        newest.forEach((target, byUser) -> folded.put(target, byEmoji(byUser)));
        return folded;
    }

    private static void keep(Map<UUID, Map<String, Said>> newest, Said said) {
        Map<String, Said> byUser =
                newest.computeIfAbsent(said.target(), _ -> new LinkedHashMap<>());
        byUser.remove(said.user()); // so that the newest stands last
        if (!said.emoji().isEmpty()) byUser.put(said.user(), said);
    }

    private static List<Reaction> byEmoji(Map<String, Said> byUser) {
        Map<String, List<String>> users = new LinkedHashMap<>();
        byUser.forEach((user, said) ->
                users.computeIfAbsent(said.emoji(), _ -> new ArrayList<>()).add(user));
        List<Reaction> reactions = new ArrayList<>();
        users.forEach((emoji, who) -> reactions.add(new Reaction(emoji, List.copyOf(who))));
        return List.copyOf(reactions);
    }
}
