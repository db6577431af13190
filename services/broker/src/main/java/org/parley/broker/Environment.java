package org.parley.broker;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables, read as types: what is wrong names the variable, its value and the rule.
 */
public record Environment(Map<String, String> variables) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SERVERS = Pattern.compile("[^\\s,]+:\\d+(,[^\\s,]+:\\d+)*");
    private static final String KAFKA = "KAFKA_";
    private static final String KAFKA_SERVERS = KAFKA + "BOOTSTRAP_SERVERS";

    /** A variable is missing or wrong: nothing may start. */
    public static final class WrongSettingException extends RuntimeException {
        public WrongSettingException(String message) {
            super(message);
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }

    public String required(String name) {
        return text(name).orElseThrow(() -> new WrongSettingException(name + " is not set"));
    }

    public URI requiredUrl(String name) {
        return asUrl(name, required(name));
    }

    public Optional<URI> url(String name) {
        return text(name).map(value -> asUrl(name, value));
    }

    private static URI asUrl(String name, String value) {
        try {
            URI url = URI.create(value);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null) return url;
        } catch (IllegalArgumentException malformed) {
            // The rule below says what is expected.
        }
        throw wrong(name, value, "must be an http or https URL");
    }

    public long number(String name, long otherwise, long least, long most) {
        String value = text(name).orElse(Long.toString(otherwise));
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException malformed) {
            // The rule below says what is expected.
        }
        throw wrong(name, value, "must be a whole number from " + least + " to " + most);
    }

    /** Empty where the variable is not set: that listener is absent. */
    public OptionalInt port(String name) {
        return text(name).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) number(name, 0, 1, 65_535));
    }

    public Duration duration(String name, Duration otherwise) {
        Optional<String> value = text(name);
        if (value.isEmpty()) return otherwise;
        Matcher matcher = DURATION.matcher(value.get());
        if (!matcher.matches())
            throw wrong(name, value.get(), "must be a duration like 500ms, 60s, 5m, 12h or 7d");
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    public Set<String> names(String name, String otherwise) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : text(name).orElse(otherwise).split(",", -1))
            if (!part.isBlank()) names.add(part.strip());
        return Set.copyOf(names);
    }

    /** Every {@code KAFKA_…} as Kafka writes it, as the services do; empty without servers. */
    public Map<String, String> kafka() {
        Optional<String> servers = text(KAFKA_SERVERS);
        if (servers.isEmpty()) return Map.of();
        if (!SERVERS.matcher(servers.get()).matches())
            throw wrong(KAFKA_SERVERS, servers.get(), "must be host:port, or several with commas");
        Map<String, String> settings = new TreeMap<>();
        for (String name : variables.keySet())
            if (name.startsWith(KAFKA))
                text(name).ifPresent(value -> settings.put(kafkaName(name), value));
        return settings;
    }

    private static String kafkaName(String variable) {
        return variable.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    public static WrongSettingException wrong(String name, String value, String rule) {
        return new WrongSettingException(name + " is \"" + value + "\"; it " + rule);
    }
}
