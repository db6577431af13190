package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void itCountsByRule() {
        Tally tally = new Tally();
        tally.count(Tally.Event.LOGIN_REFUSED, "says \"no\"");
        tally.count(Tally.Event.LOGIN_REFUSED, "says \"no\"");
        assertThat(tally.scrape())
                .contains("parley_logins_refused_total{rule=\"says \\\"no\\\"\"} 2\n");
    }

    @Test
    void aStrangersTextCannotForgeALogLine() {
        assertThat(Tally.printable("a\nINFO b\r\u2028c\u202e")).isEqualTo("a?INFO b??c?");
        assertThat(Tally.printable("x".repeat(5_000))).hasSizeLessThan(300);
    }
}
