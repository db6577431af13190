package org.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final String MUCH = "[main] INFO Loaded one of many\n".repeat(100_000);

    @TempDir Path folder;
    private Path log;

    @BeforeEach
    void aLog() throws Exception {
        log = Files.writeString(folder.resolve("log"), "ready\n" + MUCH + "ready again\n" + MUCH);
    }

    @Test
    void isFoundHoweverMuchStandsBeforeIt() {
        assertThat(LogFile.contains(log, 0, "ready again")).isTrue();
        assertThat(LogFile.contains(log, 0, "never said")).isFalse();
    }

    @Test
    void isNotFoundBeforeThePosition() {
        assertThat(LogFile.contains(log, 6, "ready")).isTrue();
        assertThat(LogFile.contains(log, LogFile.sizeOf(log), "ready")).isFalse();
        assertThat(LogFile.contains(folder.resolve("none"), 0, "ready")).isFalse();
    }
}
