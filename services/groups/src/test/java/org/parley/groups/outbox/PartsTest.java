package org.parley.groups.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsTest {

    private static List<List<String>> cut(String... topics) {
        List<Letter> letters =
                Stream.of(topics).map(topic -> new Letter(topic, "key", null)).toList();
        return Parts.of(letters, letter -> letter.topic().equals("state")).stream()
                .map(part -> part.stream().map(Letter::topic).toList())
                .toList();
    }

    @Test
    void statesAndWhatIsSaidWaitForEachOther() {
        assertThat(cut("state", "state", "said", "told", "state", "said"))
                .containsExactly(
                        List.of("state", "state"),
                        List.of("said", "told"),
                        List.of("state"),
                        List.of("said"));
        assertThat(cut("said", "state")).containsExactly(List.of("said"), List.of("state"));
        assertThat(cut()).isEmpty();
    }

    @Test
    void aLetterKeepsItsContentOutOfLogs() {
        assertThat(new Letter("t", "k", "{\"name\":\"secret\"}"))
                .hasToString("Letter[topic=t, key=k]");
    }
}
