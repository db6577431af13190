package org.parley.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts of many different words, some far more frequent than others: the archive indexes what
 * people write, and a single repeated word would make that look cheaper than it is.
 */
final class Texts {
    private static final int VOCABULARY = 5_000;
    private static final String CONSONANTS = "bcdfghklmnprstvw";
    private static final String VOWELS = "aeiou";

    private Texts() {}

    /** So many texts of exactly so many ASCII letters and blanks; the same seed gives the same. */
    static List<byte[]> of(int count, int length, long seed) {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < VOCABULARY; i++) words.add(word(random));
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++)
            texts.add(text(words, length, random).getBytes(StandardCharsets.US_ASCII));
        return texts;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int syllables = 1 + random.nextInt(3); syllables >= 0; syllables--)
            word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        return word.toString();
    }

    private static String text(List<String> words, int length, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) text.append(oneOf(words, random)).append(' ');
        text.setLength(length);
        return text.toString();
    }

    /** The cube makes the first words as frequent as "the" and the last ones rare. */
    private static String oneOf(List<String> words, Random random) {
        double uniform = random.nextDouble();
        return words.get((int) (uniform * uniform * uniform * words.size()));
    }
}
