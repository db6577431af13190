package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcTest {
    @TempDir Path proc;

    private void process(int pid, String name, int parent, String times) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(folder.resolve("stat"), stat(pid, name, parent, times));
        Files.writeString(
                folder.resolve("status"), "Name:\tx\nVmHWM:\t   900 kB\nVmRSS:\t   512 kB\n");
        Files.writeString(
                folder.resolve("smaps_rollup"),
                "Rss:   512 kB\nPss:   300 kB\nPss_Anon:   200 kB\n");
    }

    private static String stat(int pid, String name, int parent, String times) {
        return "%d (%s) S %d 10 10 0 -1 4194304 1 2 3 4 %s 20 0 35 0 88 99 7"
                .formatted(pid, name, parent, times);
    }

    private Usage usage(long pid) {
        return new Proc(proc, 100).usage(Map.of("server", pid)).getFirst();
    }

    @Test
    void aNameMayHoldBlanksAndParentheses() {
        assertThat(ProcStat.parse(stat(42, "a) (b 1 2", 7, "100 20 3 4")))
                .isEqualTo(new ProcStat(42, 7, 127, 88));
    }

    @Test
    void childrenAndTheirChildrenCountAndSoDoThoseThatHaveEnded() throws IOException {
        process(10, "postgres", 1, "100 50 30 20");
        process(11, "postgres: backend", 10, "200 0 0 0");
        process(12, "worker", 11, "100 0 0 0");
        process(99, "stranger", 1, "9999 0 0 0");

        assertThat(usage(10)).returns(3, Usage::processes).returns(5.0, Usage::cpuSeconds);
    }

    @Test
    void memoryIsSummedOverTheTree() throws IOException {
        process(10, "postgres", 1, "0 0 0 0");
        process(11, "postgres: backend", 10, "0 0 0 0");

        assertThat(usage(10).rss()).isEqualTo(1024);
        assertThat(usage(10).pss()).hasValue(600);
    }

    @Test
    void withoutTheRightToReadItPssIsUnknown() throws IOException {
        process(10, "postgres", 1, "0 0 0 0");
        Files.delete(proc.resolve("10/smaps_rollup"));

        assertThat(usage(10).pss()).isEmpty();
    }

    @Test
    void aProcessThatHasGoneUsesNothing() {
        assertThat(usage(77)).returns(0, Usage::processes).returns(0.0, Usage::cpuSeconds);
    }

    @Test
    void itsAgeIsToldToTheHundredth() throws IOException {
        process(10, "archive", 1, "0 0 0 0");
        Files.writeString(proc.resolve("uptime"), "3.25 4.10\n");

        assertThat(new Proc(proc, 100).age(10)).hasValue(Duration.ofMillis(2_370));
        assertThat(new Proc(proc, 100).age(77)).isEmpty();
    }

    @Test
    void theMachineIsBusyWithAllButWaiting() throws IOException {
        Files.writeString(
                proc.resolve("stat"),
                "cpu  100 10 200 9999 8888 30 60 777 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");

        assertThat(new Proc(proc, 100).busySeconds()).isEqualTo(4.0);
    }

    @Test
    void theKernelOfThisMachineIsUnderstood() {
        Usage self =
                Proc.ofThisMachine()
                        .usage(Map.of("self", ProcessHandle.current().pid()))
                        .getFirst();

        assertThat(self.cpuSeconds()).isPositive();
        assertThat(self.rss()).isGreaterThan(10_000);
    }
}
