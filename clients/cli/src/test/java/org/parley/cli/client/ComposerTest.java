package org.parley.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.cli.Samples.ALICE;
import static org.parley.cli.Samples.BOB;
import static org.parley.cli.Samples.NOW;
import static org.parley.cli.Samples.id;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageRules;
import org.parley.contracts.Topic;

class ComposerTest {

    private final Composer composer =
            new Composer(ALICE, new DeviceId("d"), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void addsWhoWhomAndWhen() {
        assertThat(Json.line(compose(Draft.text("hi"))))
                .isEqualTo(
                        "{\"message\":\"hi\",\"from\":\"alice\",\"to\":\"bob\","
                                + "\"timestamp\":\"2026-11-23T08:00:00Z\"}");
    }

    @Test
    void leavesTheDraftAsItIs() {
        Draft draft = Draft.text("hi");
        compose(draft);
        assertThat(draft).isEqualTo(Draft.text("hi"));
    }

    @Test
    void refusesAForeignSender() {
        refused(
                new Draft(Json.object().put("message", "x").put("from", "carol")),
                "the topic says alice");
    }

    @Test
    void refusesWhatIsTooLargeWithItsIdAndNumber() {
        refused(Draft.text("x".repeat(MessageRules.MAX_BYTES - 100)), "at most 65536");
    }

    @Test
    void refusesAnEditWithoutText() {
        refused(
                new Draft(Json.object().put("type", "edit").put("ref", id(1).toString())),
                "message is missing");
    }

    private ObjectNode compose(Draft draft) {
        return composer.compose(new Topic.DirectMessage(BOB, ALICE), draft);
    }

    private void refused(Draft draft, String why) {
        assertThatThrownBy(() -> compose(draft))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(why);
    }
}
