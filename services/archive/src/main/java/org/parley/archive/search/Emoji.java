package org.parley.archive.search;

/**
 * One emoji as people see it, however many code points it has. Skin tones and the choice between
 * text and picture are left out, so that one thumb finds them all.
 */
record Emoji(String token, int end) {

    /** Joined pictures in one emoji; a longer chain is cut here. */
    private static final int MAX_PARTS = 8;

    private static final int JOINER = 0x200D;

    static boolean isFlagLetter(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    static Emoji at(String text, int start) {
        int first = text.codePointAt(start);
        int next = start + Character.charCount(first);
        return isFlagLetter(first) ? flag(text, start, next) : picture(text, start);
    }

    /** Two flag letters are a country. */
    private static Emoji flag(String text, int start, int next) {
        boolean two = next < text.length() && isFlagLetter(text.codePointAt(next));
        int end = two ? next + 2 : next;
        return new Emoji(text.substring(start, end), end);
    }

    private static Emoji picture(String text, int start) {
        StringBuilder token = new StringBuilder();
        int at = start;
        for (int parts = 0; parts < MAX_PARTS; parts++) {
            int picture = text.codePointAt(at);
            token.appendCodePoint(picture);
            at = skipLooks(text, at + Character.charCount(picture), token);
            if (!joins(text, at)) break;
            token.appendCodePoint(JOINER);
            at++;
        }
        return new Emoji(token.toString(), at);
    }

    /** Over skin tones and variation selectors; a flag's tags (Scotland's) are kept. */
    private static int skipLooks(String text, int from, StringBuilder token) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            boolean tag = codePoint >= 0xE0020 && codePoint <= 0xE007F;
            if (!tag && !isLook(codePoint)) break;
            if (tag && token.length() < SearchWords.MAX_LENGTH) token.appendCodePoint(codePoint);
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static boolean isLook(int codePoint) {
        return codePoint == 0xFE0E || codePoint == 0xFE0F || Character.isEmojiModifier(codePoint);
    }

    private static boolean joins(String text, int at) {
        return at + 1 < text.length()
                && text.charAt(at) == JOINER
                && Character.isExtendedPictographic(text.codePointAt(at + 1));
    }
}
