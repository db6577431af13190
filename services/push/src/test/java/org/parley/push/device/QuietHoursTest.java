package org.parley.push.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        // over midnight
        "22:00, 07:00, Europe/Berlin, 2026-11-23T20:59:59Z, ",
        "22:00, 07:00, Europe/Berlin, 2026-11-23T21:00:00Z, 2026-11-24T06:00:00Z",
        "22:00, 07:00, Europe/Berlin, 2026-11-24T05:59:59Z, 2026-11-24T06:00:00Z",
        "22:00, 07:00, Europe/Berlin, 2026-11-24T06:00:00Z, ",
        // within a day
        "13:00, 14:30, UTC, 2026-11-23T12:59:00Z, ",
        "13:00, 14:30, UTC, 2026-11-23T13:00:00Z, 2026-11-23T14:30:00Z",
        "13:00, 14:30, UTC, 2026-11-23T14:30:00Z, ",
        // where it is already tomorrow
        "22:00, 07:00, Asia/Tokyo, 2026-11-23T21:00:00Z, 2026-11-23T22:00:00Z",
        // the night is an hour longer: clocks go back at 01:00Z
        "22:00, 07:00, Europe/Berlin, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
        // ends in the hour that comes twice
        "22:00, 02:30, Europe/Berlin, 2026-10-25T00:10:00Z, 2026-10-25T00:30:00Z",
        // ends in the hour that does not exist
        "22:00, 02:30, Europe/Berlin, 2026-03-29T00:10:00Z, 2026-03-29T01:30:00Z"
    })
    void quietHoursEndWhereTheUserLives(
            String from, String until, String zone, Instant now, Instant end) {
        QuietHours hours =
                new QuietHours(LocalTime.parse(from), LocalTime.parse(until), ZoneId.of(zone));
        if (end == null) assertThat(hours.endAfter(now)).isEmpty();
        else assertThat(hours.endAfter(now)).contains(end);
    }
}
