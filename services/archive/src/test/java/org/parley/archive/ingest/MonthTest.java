package org.parley.archive.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.MessageId;

class MonthTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00:00Z,     message_2026_11",
        "2026-11-01T00:00:00Z,     message_2026_11",
        "2026-10-31T23:59:59.999Z, message_2026_10",
        "2020-01-01T00:00:00Z,     message_2020_01",
        "2019-12-31T23:59:59.999Z, message_before_2020",
        "2000-01-01T00:00:00Z,     message_before_2020"
    })
    void theTimeInsideTheIdNamesTheTable(Instant time, String table) {
        Month month = Month.of(MessageId.fresh(time).value());

        assertThat(month.table()).isEqualTo(table);
        assertThat(Month.ofTable(table)).contains(month);
    }

    @Test
    void boundsAreTheSmallestIdsOfTheMonths() {
        Month month = Month.of(MessageId.fresh(Instant.parse("2026-12-05T00:00:00Z")).value());

        assertThat(month.from()).isEqualTo("'01a22ee6-b000-0000-0000-000000000000'");
        assertThat(month.to()).isEqualTo("'01a2ce8b-d400-0000-0000-000000000000'");
        assertThat(month.end()).isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    void otherTablesAreNoMonths() {
        assertThat(Month.ofTable("message_by_words")).isEmpty();
        assertThat(Month.ofTable("message_2026")).isEmpty();
    }
}
