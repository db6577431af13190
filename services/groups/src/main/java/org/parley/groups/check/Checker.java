package org.parley.groups.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the database with what a replay of the log comes to, while both go on changing.
 *
 * <p>What differs at first sight is looked at again: it is a difference only if the database says
 * the same before and after the log was read, and nothing of it is on its way.
 */
@ApplicationScoped
class Checker {

    private final LogReader log;
    private final Rows rows;
    private final Clock clock;

    Checker(LogReader log, Rows rows, Clock clock) {
        this.log = log;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param records states on the log
     * @param underWay states that changed while they were compared, or wait in the outbox
     */
    record Findings(
            Instant at,
            Rows.Count count,
            long records,
            long underWay,
            List<Difference> differences) {}

    Findings check() {
        Instant at = clock.instant();
        try (LogReader.Replay replay = log.replay()) {
            Map<String, Print> logged = new HashMap<>();
            replay.readOn((key, print) -> put(logged, key, print));
            long records = logged.size();
            Set<String> suspects = new TreeSet<>();
            Map<String, Print> unseen = new HashMap<>(logged);
            Rows.Count count =
                    rows.read((key, print) -> {
                        if (!print.equals(unseen.remove(key))) suspects.add(key);
                    });
            unseen.forEach((key, print) -> {
                if (!print.over()) suspects.add(key);
            });
            if (suspects.isEmpty()) return new Findings(at, count, records, 0, List.of());
            return judge(at, count, records, suspects, replay, logged);
        }
    }

    private Findings judge(
            Instant at,
            Rows.Count count,
            long records,
            Set<String> suspects,
            LogReader.Replay replay,
            Map<String, Print> logged) {
        Map<String, Print> before = among(suspects);
        Set<String> waiting = rows.waiting().keySet();
        replay.readOn((key, print) -> put(logged, key, print));
        Map<String, Print> after = among(suspects);
        long underWay = 0;
        List<Difference> differences = new ArrayList<>();
        for (String key : suspects) {
            Print said = logged.get(key);
            Print is = after.get(key);
            if (Objects.equals(is, said) || (is == null && said != null && said.over())) continue;
            if (waiting.contains(key) || !Objects.equals(before.get(key), is)) underWay++;
            else differences.add(Difference.of(key, is, said));
        }
        return new Findings(at, count, records, underWay, differences);
    }

    private Map<String, Print> among(Set<String> suspects) {
        Map<String, Print> found = new HashMap<>();
        rows.read((key, print) -> {
            if (suspects.contains(key)) found.put(key, print);
        });
        return found;
    }

    private static void put(Map<String, Print> all, String key, @Nullable Print print) {
        if (print == null) all.remove(key);
        else all.put(key, print);
    }
}
