package org.parley.web.health;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One line of Prometheus' text format. */
record Metric(String name, Map<String, String> labels, double value) {

    /**
     * The metrics of these names. A line that is none is passed over, as are comments: whatever
     * answers there, nothing breaks.
     */
    static List<Metric> parse(String text, Set<String> names) {
        List<Metric> all = new ArrayList<>();
        text.lines()
                .forEach(line -> {
                    String name = line.substring(0, endOfName(line));
                    if (!names.contains(name)) return;
                    try {
                        all.add(new Line(line, name.length()).metric(name));
                    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
                        // Cut off, or not of this format.
                    }
                });
        return all;
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    private static int endOfName(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && line.charAt(end) != ' ') end++;
        return end;
    }

    static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Reads what follows the name. */
    private static final class Line {

        private final String text;
        private int at;

        Line(String text, int at) {
            this.text = text;
            this.at = at;
        }

        Metric metric(String name) {
            Map<String, String> labels = new HashMap<>();
            if (text.charAt(at) == '{') {
                at++;
                while (text.charAt(at) != '}') label(labels);
                at++;
            }
            String rest = text.substring(at).strip();
            int space = rest.indexOf(' ');
            return new Metric(
                    name, Map.copyOf(labels), number(space < 0 ? rest : rest.substring(0, space)));
        }

        private void label(Map<String, String> labels) {
            int equals = text.indexOf("=\"", at);
            if (equals < 0) throw new IllegalArgumentException("a label without a value");
            String name = text.substring(at, equals).strip();
            at = equals + 2;
            labels.put(name, quoted());
            while (text.charAt(at) == ',' || text.charAt(at) == ' ') at++;
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++))
                value.append(next == '\\' ? escaped(text.charAt(at++)) : next);
            return value.toString();
        }

        private static char escaped(char after) {
            return after == 'n' ? '\n' : after;
        }
    }
}
