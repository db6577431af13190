package org.parley.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlashCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"hello", "1/2", "/ alone", " /help indented", "#3 is great"})
    void whatIsNoCommandIsSaid(String line) {
        assertThat(SlashCommand.parse(line)).isEqualTo(new SlashCommand.Say(line));
    }

    @Test
    void twoSlashesSayOne() {
        assertThat(SlashCommand.parse("//help me")).isEqualTo(new SlashCommand.Say("/help me"));
    }

    @Test
    void aNumberNamesAMessage() {
        assertThat(SlashCommand.parse("/edit #12 new text"))
                .isEqualTo(new SlashCommand.Edit(OptionalInt.of(12), "new text"));
        assertThat(SlashCommand.parse("/react #3 👍"))
                .isEqualTo(new SlashCommand.React(OptionalInt.of(3), "👍"));
        assertThat(SlashCommand.parse("/delete #4"))
                .isEqualTo(new SlashCommand.Delete(OptionalInt.of(4)));
    }

    @Test
    void withoutANumberItIsTheLastOne() {
        assertThat(SlashCommand.parse("/edit new text"))
                .isEqualTo(new SlashCommand.Edit(OptionalInt.empty(), "new text"));
        assertThat(SlashCommand.parse("/reply yes"))
                .isEqualTo(new SlashCommand.Reply(OptionalInt.empty(), "yes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/edit", "/edit #3", "/reply", "/search", "/fly", "/history many"})
    void whatCannotBeDoneIsExplained(String line) {
        assertThat(SlashCommand.parse(line)).isInstanceOf(SlashCommand.Wrong.class);
    }

    @Test
    void historyTakesACount() {
        assertThat(SlashCommand.parse("/history")).isEqualTo(new SlashCommand.History(50));
        assertThat(SlashCommand.parse("/history 7")).isEqualTo(new SlashCommand.History(7));
    }
}
