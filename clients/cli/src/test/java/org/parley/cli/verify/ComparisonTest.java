package org.parley.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.cli.Samples.ALICE;
import static org.parley.cli.Samples.BOB;
import static org.parley.cli.Samples.archived;
import static org.parley.cli.Samples.message;
import static org.parley.cli.Samples.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;
import org.parley.cli.verify.Report.Difference;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;

class ComparisonTest {

    private static final DeviceId DEVICE = new DeviceId("laptop");

    @Test
    void allThereOnceIsClean() {
        Report report = Comparison.of(List.of(stored(1), stored(2)), List.of(there(1), there(2)));
        assertThat(report.isClean()).isTrue();
        assertThat(report.lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.stored()).isEqualTo(2);
                    assertThat(line.archived()).isEqualTo(2);
                });
    }

    @Test
    void aStoredMessageThatIsNotThereIsADifference() {
        assertThat(kinds(List.of(stored(1), stored(2)), List.of(there(1))))
                .containsExactly("missing");
    }

    @Test
    void oneThatIsThereTwiceIsADifference() {
        assertThat(kinds(List.of(stored(1)), List.of(there(1), there(1)))).containsExactly("twice");
    }

    @Test
    void oneThatStillWaitsIsNone() {
        assertThat(kinds(List.of(stored(1), waiting(2)), List.of(there(1)))).isEmpty();
    }

    @Test
    void anotherTextOrPositionIsADifference() {
        Message other = archived(said(ALICE, 1, "other"), 99);
        assertThat(kinds(List.of(stored(1)), List.of(other))).containsExactly("position", "text");
    }

    @Test
    void theSameNumberOnTwoMessagesIsADifference() {
        Message again = archived(message(ALICE, 50, numbered("hi", 1)), 50);
        assertThat(kinds(List.of(stored(1)), List.of(there(1), again))).containsExactly("number");
    }

    @Test
    void aNumberOfSomebodyElseThatNeverCameIsAGap() {
        Message first = archived(said(BOB, 1, "hi"), 1);
        Message third = archived(said(BOB, 3, "ho"), 3);
        assertThat(kinds(List.of(), List.of(first, third))).containsExactly("gap");
    }

    @Test
    void aRemovedMessageIsNoGap() {
        ObjectNode tombstone = archived(said(BOB, 2, "x"), 2).toJson();
        tombstone.put("removed", "expired").remove(List.of("payload", "message"));
        Message first = archived(said(BOB, 1, "hi"), 1);
        Message third = archived(said(BOB, 3, "ho"), 3);
        assertThat(kinds(List.of(), List.of(first, view(tombstone), third))).isEmpty();
    }

    @Test
    void aRefusedMessageIsNoGapButCounted() {
        Sent refused = new Sent(DEVICE, said(ALICE, 2, "no"), false);
        Report report =
                Comparison.of(List.of(stored(1), refused, stored(3)), List.of(there(1), there(3)));
        assertThat(report.isClean()).isTrue();
        assertThat(report.lines().getFirst().refused()).isEqualTo(1);
    }

    private static List<String> kinds(List<Sent> sent, List<Message> archive) {
        return Comparison.of(sent, archive).differences().stream().map(Difference::kind).toList();
    }

    private static Sent stored(int n) {
        return new Sent(DEVICE, there(n), false);
    }

    private static Sent waiting(int n) {
        return new Sent(DEVICE, said(ALICE, n, "hi"), true);
    }

    private static Message there(int n) {
        return archived(said(ALICE, n, "hi"), n);
    }

    private static Message said(UserId from, int n, String text) {
        return message(from, n, numbered(text, n));
    }

    private static ObjectNode numbered(String text, int n) {
        return Json.object().put("message", text).put("device", "laptop").put("n", n);
    }
}
