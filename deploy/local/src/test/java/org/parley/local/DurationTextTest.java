package org.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {
    private final DurationText text = new DurationText();

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "0s, PT0S", "10s, PT10S", "2m, PT2M"})
    void readsWhatPeopleType(String typed, Duration meant) {
        assertThat(text.convert(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1s", "1.5s", "10 s", "1h", "9999999s"})
    void refusesTheRestByName(String typed) {
        assertThatThrownBy(() -> text.convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(typed + " is not a duration like 500ms, 10s or 2m");
    }

    @Test
    void saysItInWords() {
        assertThat(Crew.words(Duration.ofMillis(500))).isEqualTo("500 ms");
        assertThat(Crew.words(Duration.ofMinutes(2))).isEqualTo("120 s");
    }
}
