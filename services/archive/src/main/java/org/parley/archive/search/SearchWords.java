package org.parley.archive.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.archive.search.Unit.Kind;
import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/**
 * The words under which a text is found, for PostgreSQL's {@code tsvector}, without a dictionary of
 * any language: words as people typed them but folded (see {@link Fold}), overlapping pairs of
 * characters where a script writes no spaces, and emoji.
 *
 * <p>The last character of an unspaced run stands alone too, so that each single character is found
 * as the start of a word.
 *
 * <p>A message's vector also says who may find it ({@code @alice}, {@code @bob}, or {@code @g-…}):
 * with that, a word that everybody uses costs a person only as much as stands in his own
 * conversations.
 *
 * <p>Whatever the text, there are at most {@value #MAX_WORDS} words of about {@value #MAX_LENGTH}
 * characters; what comes after is archived but not found.
 */
public final class SearchWords {

    /** Different words of one text, at most. */
    public static final int MAX_WORDS = 4_096;

    /** Characters of a word that count. */
    public static final int MAX_LENGTH = 64;

    private SearchWords() {}

    /** For {@code array_to_tsvector}: none is empty, none twice. */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        List<Unit> units = Units.of(text);
        for (int i = 0; i < units.size() && words.size() < MAX_WORDS; i++)
            words.add(word(units, i));
        return words;
    }

    /**
     * What stands in the column {@code words}: a literal for {@code ::tsvector}, so that a batch of
     * rows fits into one {@code text[]}.
     */
    public static String vector(ConversationId conversation, String text) {
        return Stream.concat(audience(conversation).stream(), of(text).stream())
                .map(SearchWords::quote)
                .collect(Collectors.joining(" "));
    }

    /** Never a word of a text: those are letters, digits and emoji. */
    static Set<String> audience(ConversationId conversation) {
        return switch (conversation) {
            case ConversationId.Direct(UserId first, UserId second) ->
                    new LinkedHashSet<>(List.of(member(first), member(second)));
            case ConversationId.Group(GroupId group) -> Set.of("@" + group);
        };
    }

    static String member(UserId user) {
        return "@" + user;
    }

    /** A lexeme that is only ever that lexeme, in a {@code tsvector} or {@code tsquery}. */
    static String quote(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** The unit, or with its follower where both are joined. */
    static String word(List<Unit> units, int index) {
        Unit unit = units.get(index);
        boolean followed = index + 1 < units.size() && units.get(index + 1).joined();
        return unit.is(Kind.CHARACTER) && followed
                ? unit.text() + units.get(index + 1).text()
                : unit.text();
    }
}
