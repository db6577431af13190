package org.parley.archive.search;

import static java.lang.Character.UnicodeScript.ARABIC;
import static java.lang.Character.UnicodeScript.COMMON;
import static java.lang.Character.UnicodeScript.CYRILLIC;
import static java.lang.Character.UnicodeScript.GREEK;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HEBREW;
import static java.lang.Character.UnicodeScript.INHERITED;
import static java.lang.Character.UnicodeScript.LATIN;
import static java.lang.Character.UnicodeScript.SYRIAC;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a code point becomes before it is compared, so that people find a word however they type it:
 * {@code Ü} is {@code u}, {@code ß} is {@code ss}, full-width is plain, hamza and harakat are gone.
 * Vowel signs of scripts that cannot be read without them (Devanagari, Thai, …) stay.
 */
final class Fold {

    /** Where marks are accents that people leave out when they search. */
    private static final Set<UnicodeScript> ACCENTED =
            Set.of(INHERITED, COMMON, LATIN, GREEK, CYRILLIC, ARABIC, HEBREW, SYRIAC);

    /** Often left out as well, though their scripts' other marks are not. */
    private static final String NUKTAS = "\u093C\u09BC\u0A3C\u0ABC\u0B3C\u0CBC";

    /** What Unicode does not decompose, but keyboards and habits mix up. */
    private static final Map<Integer, String> ALIKE =
            Map.ofEntries(
                    Map.entry((int) 'ø', "o"),
                    Map.entry((int) 'ł', "l"),
                    Map.entry((int) 'đ', "d"),
                    Map.entry((int) 'ð', "d"),
                    Map.entry((int) 'þ', "th"),
                    Map.entry((int) 'æ', "ae"),
                    Map.entry((int) 'œ', "oe"),
                    Map.entry((int) 'ς', "σ"),
                    Map.entry(0x0640, ""), // tatweel only stretches a word
                    Map.entry(0x0671, "\u0627"), // alef wasla
                    Map.entry(0x0649, "\u064A"), // alef maqsura, written for yeh
                    Map.entry(0x06CC, "\u064A"), // Persian yeh
                    Map.entry(0x06A9, "\u0643"), // Persian kaf
                    Map.entry(0x0629, "\u0647")); // teh marbuta

    private Fold() {}

    static String of(int codePoint) {
        if (codePoint < 0x80) return String.valueOf((char) Character.toLowerCase(codePoint));
        String plain = normalize(codePoint);
        StringBuilder folded = new StringBuilder(plain.length());
        plain.codePoints().filter(c -> !isDropped(c)).forEach(c -> appendFolded(folded, c));
        return folded.toString();
    }

    private static String normalize(int codePoint) {
        String one = Character.toString(codePoint);
        // Up, then down: the full case folding, ß to ss and both sigmas to one.
        String cased = one.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        boolean composed = Script.isKanaOrHangul(codePoint);
        return Normalizer.normalize(cased, composed ? Normalizer.Form.NFKC : Normalizer.Form.NFKD);
    }

    private static void appendFolded(StringBuilder folded, int codePoint) {
        String alike = ALIKE.get(codePoint);
        if (alike != null) folded.append(alike);
        else if (Character.isDigit(codePoint)) folded.append(Character.digit(codePoint, 10));
        else folded.appendCodePoint(codePoint);
    }

    /** Accents, and what is there to be invisible: joiners, soft hyphens, direction marks. */
    private static boolean isDropped(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> isAccent(codePoint);
            case Character.FORMAT -> true;
            default -> false;
        };
    }

    private static boolean isAccent(int codePoint) {
        if (isVoicing(codePoint)) return false;
        return NUKTAS.indexOf(codePoint) >= 0 || ACCENTED.contains(UnicodeScript.of(codePoint));
    }

    /**
     * Whether it belongs into the character before it: a kana's voicing mark, the rest of a Hangul
     * syllable that came in pieces.
     */
    static boolean joinsTheOneBefore(int codePoint) {
        return isVoicing(codePoint)
                || (codePoint >= 0x1160
                        && codePoint <= 0x11FF
                        && UnicodeScript.of(codePoint) == HANGUL);
    }

    private static boolean isVoicing(int codePoint) {
        return codePoint == 0x3099 || codePoint == 0x309A;
    }
}
