package org.parley.bench;

import java.util.List;

/**
 * One line of {@code /proc/<pid>/stat}.
 *
 * @param ticks of CPU, its own and those of the children it has waited for
 * @param started ticks after the machine did
 */
record ProcStat(long pid, long parent, long ticks, long started) {
    /** The name in parentheses may itself hold blanks and parentheses. */
    static ProcStat parse(String line) {
        int nameEnd = line.lastIndexOf(')');
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        List<String> rest = List.of(line.substring(nameEnd + 2).split(" ", -1));
        long ticks = 0;
        for (int field = 14; field <= 17; field++) ticks += Long.parseLong(field(rest, field));
        return new ProcStat(
                pid, Long.parseLong(field(rest, 4)), ticks, Long.parseLong(field(rest, 22)));
    }

    /** Numbered as in proc(5), where the state after the name is field 3. */
    private static String field(List<String> rest, int number) {
        return rest.get(number - 3);
    }
}
