package org.parley.contracts;

import java.util.Optional;

/**
 * A person: the Keycloak user name. It has no {@code _}, so that a direct conversation's id splits
 * in one way only, and never a name that the services use.
 */
public record UserId(String value) implements Comparable<UserId> {

    /** The third topic level of everything that the services say. */
    public static final String SERVER = "server";

    /** How Keycloak starts the user name of a client's service account. */
    public static final String SERVICE_PREFIX = "service-account-";

    public static final String RULE =
            "a user is [a-z0-9][a-z0-9.@-]{0,63}, not 'server' and not 'service-account-…'";

    private static final int LONGEST = 64;

    public UserId {
        if (!isLegal(value))
            throw new IllegalArgumentException("not a user: " + value + "; " + RULE);
    }

    public static Optional<UserId> parse(String text) {
        return isLegal(text) ? Optional.of(new UserId(text)) : Optional.empty();
    }

    /** By hand, because it is asked for every topic, and millions of times when a log is read. */
    private static boolean isLegal(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isAlphanumeric(text.charAt(0)))
            return false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '.' && c != '@' && c != '-') return false;
        }
        return !text.equals(SERVER) && !text.startsWith(SERVICE_PREFIX);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
