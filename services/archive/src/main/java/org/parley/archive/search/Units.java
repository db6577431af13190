package org.parley.archive.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.parley.archive.search.Unit.Kind;

/** Cuts a text into units, remembering where each stood. Linear, whatever the text. */
final class Units {

    private final String text;
    private final List<Unit> units = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int wordStart;
    private int wordEnd;

    /** Where the last unspaced character ended; -1 where a gap follows it. */
    private int runEnd = -1;

    private Units(String text) {
        this.text = text;
    }

    static List<Unit> of(String text) {
        return new Units(text).cut();
    }

    private List<Unit> cut() {
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            at = isPicture(codePoint) ? emoji(at) : folded(codePoint, at, next);
        }
        endWord();
        return units;
    }

    /** Before folding, which would make letters of some pictures and lose what joins others. */
    private static boolean isPicture(int codePoint) {
        return codePoint >= 0x2000 && Script.of(codePoint) == Script.EMOJI;
    }

    private int emoji(int start) {
        endWord();
        Emoji emoji = Emoji.at(text, start);
        units.add(new Unit(Kind.EMOJI, emoji.token(), start, emoji.end(), false));
        return emoji.end();
    }

    private int folded(int codePoint, int start, int end) {
        String folded = Fold.of(codePoint);
        if (folded.isEmpty()) stretch(end);
        folded.codePoints().forEach(c -> add(c, start, end));
        return end;
    }

    /** A dropped accent belongs to what it stood on, and interrupts nothing. */
    private void stretch(int end) {
        if (!word.isEmpty()) wordEnd = end;
        else if (runEnd >= 0) joinLast(units.getLast().text(), end);
    }

    private void add(int codePoint, int start, int end) {
        if (Fold.joinsTheOneBefore(codePoint)) join(codePoint, end);
        else
            switch (Script.of(codePoint)) {
                case SPACED -> letter(codePoint, start, end);
                case UNSPACED -> character(codePoint, start, end);
                case EMOJI, NONE -> endWord();
            }
    }

    private void letter(int codePoint, int start, int end) {
        runEnd = -1;
        if (word.isEmpty()) wordStart = start;
        wordEnd = end;
        if (word.length() < SearchWords.MAX_LENGTH) word.appendCodePoint(codePoint);
    }

    private void character(int codePoint, int start, int end) {
        boolean joined = word.isEmpty() && runEnd >= 0;
        if (!joined) endWord();
        units.add(new Unit(Kind.CHARACTER, Character.toString(codePoint), start, end, joined));
        runEnd = end;
    }

    private void join(int codePoint, int end) {
        if (runEnd < 0) return;
        String both = units.getLast().text() + Character.toString(codePoint);
        String composed = Normalizer.normalize(both, Normalizer.Form.NFC);
        boolean one = composed.codePointCount(0, composed.length()) == 1;
        joinLast(one ? composed : units.getLast().text(), end);
    }

    private void joinLast(String folded, int end) {
        Unit last = units.removeLast();
        units.add(new Unit(last.kind(), folded, last.start(), end, last.joined()));
        runEnd = end;
    }

    private void endWord() {
        if (!word.isEmpty())
            units.add(new Unit(Kind.WORD, word.toString(), wordStart, wordEnd, false));
        word.setLength(0);
        runEnd = -1;
    }
}
