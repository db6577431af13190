package org.parley.push.problem;

/** A parameter's value breaks a rule. */
public final class BadParameter extends RuntimeException {

    private static final int SHOWN = 80;

    public BadParameter(String name, String value, String rule) {
        super(name + " is \"" + shorten(value) + "\"; " + rule);
    }

    private BadParameter(String message) {
        super(message);
    }

    public static BadParameter missing(String name, String rule) {
        return new BadParameter(name + " is missing; " + rule);
    }

    public static BadParameter because(String sentence) {
        return new BadParameter(sentence);
    }

    private static String shorten(String value) {
        if (value.length() <= SHOWN) return value;
        int cut = Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return value.substring(0, cut) + "…";
    }
}
