package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kernel says of processes and of the whole machine. */
final class Proc {
    private static final Pattern KILOBYTES = Pattern.compile("(?m)^(VmRSS|Pss):\\s+(\\d+) kB");

    private final Path root;
    private final long ticksPerSecond;

    Proc(Path root, long ticksPerSecond) {
        this.root = root;
        this.ticksPerSecond = ticksPerSecond;
    }

    static Proc ofThisMachine() {
        return new Proc(Path.of("/proc"), ticksPerSecond());
    }

    private static long ticksPerSecond() {
        try {
            Process getconf = new ProcessBuilder("getconf", "CLK_TCK").start();
            return Long.parseLong(
                    new String(getconf.getInputStream().readAllBytes(), US_ASCII).strip());
        } catch (IOException | NumberFormatException e) {
            // What every Linux that we know says.
            return 100;
        }
    }

    /** The processes with their children: PostgreSQL works in a backend for each connection. */
    List<Usage> usage(Map<String, Long> processes) {
        Map<Long, List<ProcStat>> children =
                all().stream().collect(Collectors.groupingBy(ProcStat::parent));
        return processes.entrySet().stream()
                .map(entry -> usage(entry.getKey(), tree(entry.getValue(), children)))
                .toList();
    }

    private List<ProcStat> all() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(path -> isNumber(path.getFileName().toString()))
                    .map(path -> read(path.resolve("stat")).map(ProcStat::parse))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNumber(String name) {
        return name.chars().allMatch(Character::isDigit);
    }

    private List<ProcStat> tree(long pid, Map<Long, List<ProcStat>> children) {
        List<ProcStat> found = new ArrayList<>();
        read(root.resolve(pid + "/stat")).map(ProcStat::parse).ifPresent(found::add);
        for (int i = 0; i < found.size(); i++)
            found.addAll(children.getOrDefault(found.get(i).pid(), List.of()));
        return found;
    }

    private Usage usage(String name, List<ProcStat> tree) {
        long ticks = tree.stream().mapToLong(ProcStat::ticks).sum();
        return new Usage(
                name,
                tree.size(),
                (double) ticks / ticksPerSecond,
                sum(tree, stat -> kilobytes(stat.pid(), "status", "VmRSS")).orElse(0),
                sum(tree, stat -> kilobytes(stat.pid(), "smaps_rollup", "Pss")));
    }

    private static OptionalLong sum(List<ProcStat> tree, Function<ProcStat, OptionalLong> size) {
        long sum = 0;
        for (ProcStat stat : tree) {
            OptionalLong one = size.apply(stat);
            if (one.isEmpty()) return one;
            sum += one.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private OptionalLong kilobytes(long pid, String file, String name) {
        Matcher found = KILOBYTES.matcher(read(root.resolve(pid + "/" + file)).orElse(""));
        while (found.find())
            if (found.group(1).equals(name)) return OptionalLong.of(Long.parseLong(found.group(2)));
        return OptionalLong.empty();
    }

    /**
     * How long a process has been there. The JDK's ProcessHandle tells it by the time at which the
     * machine started, in whole seconds.
     */
    Optional<Duration> age(long pid) {
        return read(root.resolve(pid + "/stat"))
                .map(ProcStat::parse)
                .map(stat -> uptime().minusMillis(stat.started() * 1_000 / ticksPerSecond));
    }

    private Duration uptime() {
        String seconds = read(root.resolve("uptime")).orElseThrow().split(" ", -1)[0];
        return Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
    }

    /** CPU seconds that the whole machine has spent on anything but waiting. */
    double busySeconds() {
        String[] fields =
                read(root.resolve("stat"))
                        .orElseThrow()
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .split(" +", -1);
        long ticks = 0;
        // user nice system (idle iowait) irq softirq; steal is not ours to count
        for (int i : new int[] {1, 2, 3, 6, 7}) ticks += Long.parseLong(fields[i]);
        return (double) ticks / ticksPerSecond;
    }

    /** Empty where the process has gone, or is not ours to look into. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
