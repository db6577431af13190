package org.parley.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

/** One installation of a client. */
public record DeviceId(String value) {

    public static final String RULE = "a device is [A-Za-z0-9-]{1,64}";

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public DeviceId {
        if (!LEGAL.matcher(value).matches())
            throw new IllegalArgumentException("not a device: " + value + "; " + RULE);
    }

    public static Optional<DeviceId> parse(String text) {
        return LEGAL.matcher(text).matches() ? Optional.of(new DeviceId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
