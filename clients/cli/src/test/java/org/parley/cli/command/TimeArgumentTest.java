package org.parley.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.cli.Samples.NOW;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeArgumentTest {

    private final TimeArgument times =
            new TimeArgument(Clock.fixed(NOW, ZoneId.of("Europe/Berlin")));

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z",
        "2026-11-20T10:00:00+02:00, 2026-11-20T08:00:00Z",
        "2026-11-20, 2026-11-19T23:00:00Z",
        "30m, 2026-11-23T07:30:00Z",
        "12h, 2026-11-22T20:00:00Z",
        "7d, 2026-11-16T08:00:00Z"
    })
    void aTimeIsAMomentADayOrSoLongAgo(String text, String time) {
        assertThat(times.convert(text)).isEqualTo(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "5y", "-3d", "2026-11-20T10:00"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> times.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
