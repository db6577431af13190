package org.parley.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9.@-]{0,63}");

    public UserId {
        if (!isLegal(value))
            throw new IllegalArgumentException("not a user: " + value + "; " + RULE);
    }

    public static Optional<UserId> parse(String text) {
        return isLegal(text) ? Optional.of(new UserId(text)) : Optional.empty();
    }

    private static boolean isLegal(String text) {
        return LEGAL.matcher(text).matches()
                && !text.equals(SERVER)
                && !text.startsWith(SERVICE_PREFIX);
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
