package org.parley.archive.search;

import java.util.ArrayList;
import java.util.List;
import org.parley.archive.search.Unit.Kind;

/**
 * Units that must follow each other.
 *
 * @param start whether the last may be the start of a longer word
 */
record Phrase(List<Unit> units, boolean start) {

    /** What the index is asked for. */
    List<String> terms() {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            boolean lastOfRun = i > 0 && units.get(i).joined() && !isFollowed(i);
            if (!lastOfRun) terms.add(term(i)); // its pair says it already
        }
        return terms;
    }

    private String term(int index) {
        Unit unit = units.get(index);
        boolean lone = unit.is(Kind.CHARACTER) && !isFollowed(index);
        boolean prefix = lone || unit.is(Kind.EMOJI) || (start && index == units.size() - 1);
        String word = SearchWords.quote(SearchWords.word(units, index));
        return prefix ? word + ":*" : word;
    }

    private boolean isFollowed(int index) {
        return index + 1 < units.size() && units.get(index + 1).joined();
    }

    /** Everywhere it stands. */
    List<Mark> in(List<Unit> text) {
        List<Mark> found = new ArrayList<>();
        for (int at = 0; at + units.size() <= text.size(); at++) {
            if (!standsAt(text, at)) continue;
            Unit last = text.get(at + units.size() - 1);
            found.add(new Mark(text.get(at).start(), last.end()));
        }
        return found;
    }

    private boolean standsAt(List<Unit> text, int at) {
        for (int i = 0; i < units.size(); i++) if (!agree(i, text.get(at + i))) return false;
        return true;
    }

    private boolean agree(int index, Unit there) {
        Unit wanted = units.get(index);
        if (!there.is(wanted.kind()) || (wanted.joined() && !there.joined())) return false;
        boolean prefix = wanted.is(Kind.EMOJI) || (start && index == units.size() - 1);
        return prefix ? there.text().startsWith(wanted.text()) : there.text().equals(wanted.text());
    }
}
