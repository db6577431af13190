package org.parley.cli.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.cli.json.Json;

class JournalTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("log");
    }

    @Test
    void whatWasAppendedIsThereAgain() {
        write(1, 2, 3);
        assertThat(numbers()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 12, 15})
    void aTornLastLineIsCutOffAndTheNextOneIsWhole(int torn) throws IOException {
        write(1, 2);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - torn));
        write(3);
        assertThat(numbers()).containsExactly(1, 3);
    }

    @Test
    void aTailOfZerosFromAPowerCutIsCutOff() throws IOException {
        write(1);
        Files.write(file, new byte[512], APPEND);
        write(2);
        assertThat(numbers()).containsExactly(1, 2);
    }

    @Test
    void aDamagedLineInTheMiddleIsSkippedAndCounted() throws IOException {
        write(1, 2, 3);
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"n\":2", "\"n\":7"));
        assertThat(numbers()).containsExactly(1, 3);
        assertThat(Journal.read(file).damaged()).isEqualTo(1);
    }

    @Test
    void linesOfSomethingElseAreNotRecords() throws IOException {
        Files.writeString(file, "{\"n\":1}\nhello\n\n", StandardCharsets.UTF_8);
        write(2);
        assertThat(numbers()).containsExactly(2);
    }

    @Test
    void replacingKeepsOnlyTheNewAndGoesOn() {
        write(1, 2, 3);
        try (Journal journal = Journal.open(file)) {
            journal.replaceAll(List.of(record(3)));
            journal.appendDurably(record(4));
        }
        assertThat(numbers()).containsExactly(3, 4);
    }

    @Test
    void aFileThatIsNotThereHoldsNothing() {
        assertThat(Journal.read(file).records()).isEmpty();
        assertThat(file).doesNotExist();
    }

    private void write(int... numbers) {
        try (Journal journal = Journal.open(file)) {
            for (int n : numbers) journal.append(record(n));
        }
    }

    private static ObjectNode record(int n) {
        return Json.object().put("n", n);
    }

    private List<Integer> numbers() {
        return Journal.read(file).records().stream().map(r -> r.path("n").asInt()).toList();
    }
}
