package org.parley.archive.search;

import static java.lang.Character.UnicodeScript.BOPOMOFO;
import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.KATAKANA;
import static java.lang.Character.UnicodeScript.KHMER;
import static java.lang.Character.UnicodeScript.LAO;
import static java.lang.Character.UnicodeScript.MYANMAR;
import static java.lang.Character.UnicodeScript.THAI;
import static java.lang.Character.UnicodeScript.TIBETAN;
import static java.lang.Character.UnicodeScript.YI;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How a code point takes part in words. */
enum Script {
    /** A letter or digit of a script that writes spaces between words. */
    SPACED,
    /** A letter of a script that does not, or glues particles to words: found by its neighbours. */
    UNSPACED,
    EMOJI,
    /** Between words. */
    NONE;

    private static final Set<UnicodeScript> WITHOUT_SPACES =
            Set.of(
                    HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR,
                    TIBETAN);

    /** Makes a vowel long in both kana, and so belongs to neither. */
    private static final int LONG_VOWEL = 0x30FC;

    static Script of(int codePoint) {
        if (codePoint < 0x80) return Character.isLetterOrDigit(codePoint) ? SPACED : NONE;
        if (isLetterMarkOrNumber(codePoint)) return isUnspaced(codePoint) ? UNSPACED : SPACED;
        return startsEmoji(codePoint) ? EMOJI : NONE;
    }

    static boolean isKanaOrHangul(int codePoint) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == HIRAGANA || script == KATAKANA || script == HANGUL;
    }

    private static boolean isUnspaced(int codePoint) {
        return codePoint == LONG_VOWEL || WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
    }

    private static boolean isLetterMarkOrNumber(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    true;
            default -> Character.isLetterOrDigit(codePoint);
        };
    }

    private static boolean startsEmoji(int codePoint) {
        return Character.isExtendedPictographic(codePoint) || Emoji.isFlagLetter(codePoint);
    }
}
