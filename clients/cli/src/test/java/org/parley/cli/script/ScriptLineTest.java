package org.parley.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.cli.client.Draft;
import org.parley.cli.json.Json;

class ScriptLineTest {

    @Test
    void aPlainLineIsAText() {
        assertThat(ScriptLine.parse("hello {you}"))
                .contains(new ScriptLine.Say(Draft.text("hello {you}")));
    }

    @Test
    void anObjectIsAMessageAsItIs() {
        assertThat(ScriptLine.parse("{\"message\":\"x\",\"expires\":60}"))
                .contains(
                        new ScriptLine.Say(
                                new Draft(Json.object().put("message", "x").put("expires", 60))));
    }

    @Test
    void brokenJsonIsAText() {
        assertThat(ScriptLine.parse("{oops")).contains(new ScriptLine.Say(Draft.text("{oops")));
    }

    @Test
    void blankLinesSayNothing() {
        assertThat(ScriptLine.parse("  ")).isEmpty();
    }

    @Test
    void commandsAreCommands() {
        assertThat(ScriptLine.parse("{\"command\":\"read\"}")).contains(new ScriptLine.Read());
        assertThat(ScriptLine.parse("{\"command\":\"typing\",\"typing\":false}"))
                .contains(new ScriptLine.Typing(false));
        assertThat(ScriptLine.parse("{\"command\":\"sync\"}")).contains(new ScriptLine.Sync());
        assertThat(ScriptLine.parse("{\"command\":\"fly\"}"))
                .containsInstanceOf(ScriptLine.Unknown.class);
    }
}
