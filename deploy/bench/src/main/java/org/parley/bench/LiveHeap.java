package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;

/** What is reachable in another JVM: the resident size alone also shows garbage. */
final class LiveHeap {
    private LiveHeap() {}

    /** After a full collection. */
    static long kilobytes(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process =
                    new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                            .redirectErrorStream(true)
                            .start();
            return bytes(new String(process.getInputStream().readAllBytes(), US_ASCII)) / 1024;
        } catch (IOException e) {
            throw new CannotMeasure("jcmd cannot look into process " + pid + ": " + e.getMessage());
        }
    }

    /** The last line of a histogram: {@code Total 100 12345}. */
    static long bytes(String histogram) {
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.strip().split(" +", -1))
                .mapToLong(fields -> Long.parseLong(fields[2]))
                .findFirst()
                .orElseThrow(
                        () -> new CannotMeasure("jcmd says nothing of the heap: " + histogram));
    }
}
