package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {

    private static final Instant ONE = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant TWO = Instant.parse("2026-11-21T19:30:00.500Z");
    private static final Instant THREE = Instant.parse("2026-11-23T08:00:00.000001Z");

    @Test
    void comingAndGoingAndComingAgain() {
        assertThat(Periods.NONE.open(ONE).close(TWO).open(THREE))
                .hasToString(ONE + "/" + TWO + " " + THREE + "/..");
    }

    @Test
    void whoMayReadFromTheBeginningHasOnePeriod() {
        assertThat(Periods.NONE.open(TWO).close(THREE).open(ONE)).hasToString(ONE + "/..");
    }

    @Test
    void periodsNeverOverlap() {
        assertThat(Periods.NONE.open(ONE).close(THREE).open(TWO))
                .hasToString(ONE + "/" + TWO + " " + TWO + "/..");
        assertThat(Periods.NONE.open(ONE).open(TWO))
                .hasToString(ONE + "/" + TWO + " " + TWO + "/..");
    }

    @Test
    void goingTwiceChangesNothing() {
        Periods gone = Periods.NONE.open(ONE).close(TWO);

        assertThat(gone.close(THREE)).isEqualTo(gone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20T08:00:00Z/..",
                "2026-11-20T08:00:00Z/2026-11-21T19:30:00.500Z 2026-11-23T08:00:00.000001Z/.."
            })
    void whatIsWrittenIsReadAgain(String text) {
        assertThat(Periods.parse(text)).hasToString(text);
        assertThat(Periods.parse(text)).isEqualTo(Periods.parse(text));
    }
}
