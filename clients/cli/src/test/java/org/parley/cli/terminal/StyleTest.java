package org.parley.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.cli.Samples.ALICE;
import static org.parley.cli.Samples.BOB;
import static org.parley.cli.Samples.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.cli.conversation.Tick;
import org.parley.cli.json.Json;

class StyleTest {

    private static final OptionalInt NONE = OptionalInt.empty();

    private final Style plain = new Style(true, ZoneOffset.UTC, "alice");
    private final Style colour = new Style(false, ZoneOffset.UTC, "alice");

    @Test
    void aLineHasTickTimeNumberNameAndText() {
        assertThat(plain.line(message(ALICE, 1, timed("hi")), Tick.STORED, 3, NONE))
                .isEqualTo("v  23.11. 08:00 #3 alice: hi");
    }

    @Test
    void whatOthersSentHasNoTick() {
        assertThat(plain.line(message(BOB, 1, timed("hi")), Tick.READ, 4, NONE))
                .isEqualTo("   23.11. 08:00 #4 bob: hi");
    }

    @Test
    void anAnswerSaysWhatItAnswers() {
        assertThat(plain.line(message(BOB, 1, timed("yes")), Tick.READ, 4, OptionalInt.of(2)))
                .isEqualTo("   23.11. 08:00 #4 bob re #2: yes");
    }

    @ParameterizedTest
    @EnumSource(Tick.class)
    void everyTickIsTwoColumnsWideSoThatItCanBePaintedOver(Tick tick) {
        assertThat(AttributedString.fromAnsi(colour.tick(tick)).columnLength()).isEqualTo(2);
        assertThat(plain.tick(tick)).hasSize(2);
    }

    @Test
    void noTextMovesTheCursor() {
        String line =
                plain.line(
                        message(BOB, 1, timed("a\u001b[2Jb\u0007c\rd\u009be")), Tick.READ, 1, NONE);
        assertThat(line.chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void aTextOfSeveralLinesStaysOnOne() {
        assertThat(Printable.line("one\r\ntwo\tx")).isEqualTo("one ⏎ two    x");
    }

    private static ObjectNode timed(String text) {
        return Json.object().put("message", text).put("timestamp", "2026-11-23T08:00:00Z");
    }
}
