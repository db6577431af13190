package org.parley.archive.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.archive.problem.BadParameter;
import org.parley.archive.search.Unit.Kind;
import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/**
 * What somebody looks for: all of the words, in any order; what stands in quotes, and what is
 * written without spaces, in its order. The last word may be the start of one.
 *
 * <p>The index knows words and pairs, not their order. So it proposes, and {@link #marks} decides
 * on the text itself.
 */
public final class SearchQuery {

    /** Characters of a query, at most. */
    public static final int MAX_LENGTH = 200;

    /** Words that the index is asked for; the text is compared with all of them. */
    private static final int MAX_TERMS = 32;

    /** A shorter start would be of too many words to look through. */
    private static final int SHORTEST_START = 2;

    private static final Pattern QUOTED = Pattern.compile("[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?");

    private static final String RULE =
            "it needs a word, character or emoji and has at most " + MAX_LENGTH + " characters";

    private final List<Phrase> phrases;

    private SearchQuery(List<Phrase> phrases) {
        this.phrases = List.copyOf(phrases);
    }

    /** Empty where there is nothing to look for. */
    public static Optional<SearchQuery> parse(String text) {
        List<Phrase> phrases = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(text);
        int at = 0;
        while (quoted.find()) {
            addWords(phrases, text.substring(at, quoted.start()), false);
            addPhrase(phrases, Units.of(quoted.group(1)), false);
            at = quoted.end();
        }
        addWords(phrases, text.substring(at), true);
        return phrases.isEmpty() ? Optional.empty() : Optional.of(new SearchQuery(phrases));
    }

    /** What a request asks for, or a problem that says what is wrong with it. */
    public static SearchQuery required(String parameter, @Nullable String text) {
        if (text == null) throw BadParameter.missing(parameter, RULE);
        if (text.length() > MAX_LENGTH) throw new BadParameter(parameter, text, RULE);
        return parse(text).orElseThrow(() -> new BadParameter(parameter, text, RULE));
    }

    /** Each word alone, each run without spaces as a phrase. */
    private static void addWords(List<Phrase> phrases, String text, boolean mayBeStart) {
        List<Unit> units = Units.of(text);
        int start = 0;
        for (int end = 1; end <= units.size(); end++) {
            boolean last = end == units.size();
            if (!last && units.get(end).joined()) continue;
            addPhrase(phrases, units.subList(start, end), last && mayBeStart);
            start = end;
        }
    }

    private static void addPhrase(List<Phrase> phrases, List<Unit> units, boolean mayBeStart) {
        if (units.isEmpty()) return;
        Unit last = units.getLast();
        boolean longEnough = last.text().length() >= SHORTEST_START;
        phrases.add(new Phrase(units, mayBeStart && longEnough && last.is(Kind.WORD)));
    }

    /** For {@code ::tsquery}: in any conversation. */
    public String tsquery() {
        return phrases.stream()
                .flatMap(phrase -> phrase.terms().stream())
                .distinct()
                .limit(MAX_TERMS)
                .collect(Collectors.joining(" & "));
    }

    /** The same, where this person may find it. */
    String tsquery(UserId user, List<GroupId> groups) {
        Set<String> audience = new LinkedHashSet<>(Set.of(SearchWords.member(user)));
        for (GroupId group : groups)
            audience.addAll(SearchWords.audience(new ConversationId.Group(group)));
        return "(" + either(audience) + ") & " + tsquery();
    }

    /** The same in one conversation. */
    String tsquery(ConversationId conversation) {
        Stream<String> members = SearchWords.audience(conversation).stream();
        return members.map(SearchWords::quote).collect(Collectors.joining(" & "))
                + " & "
                + tsquery();
    }

    private static String either(Set<String> words) {
        return words.stream().map(SearchWords::quote).collect(Collectors.joining(" | "));
    }

    /** Where it stands in a text, in order and apart; empty where the text lacks something. */
    public List<Mark> marks(String text) {
        List<Unit> units = Units.of(text);
        List<Mark> marks = new ArrayList<>();
        for (Phrase phrase : phrases) {
            List<Mark> found = phrase.in(units);
            if (found.isEmpty()) return List.of();
            marks.addAll(found);
        }
        return Mark.merge(marks);
    }
}
