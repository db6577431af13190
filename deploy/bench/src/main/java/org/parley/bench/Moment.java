package org.parley.bench;

import java.util.List;

/**
 * What had been used when.
 *
 * @param at nanoseconds since 1970
 * @param busy CPU seconds of the whole machine
 */
record Moment(long at, List<Usage> servers, Usage generator, double busy) {
    static Moment now(Stack stack, Proc proc, Clock clock) {
        return new Moment(
                clock.now(),
                proc.usage(stack.processes()),
                proc.usage(java.util.Map.of("generator", ProcessHandle.current().pid())).getFirst(),
                proc.busySeconds());
    }
}
