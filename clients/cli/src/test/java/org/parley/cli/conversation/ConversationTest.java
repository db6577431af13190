package org.parley.cli.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.cli.Samples.ALICE;
import static org.parley.cli.Samples.ALICE_BOB;
import static org.parley.cli.Samples.BOB;
import static org.parley.cli.Samples.archived;
import static org.parley.cli.Samples.id;
import static org.parley.cli.Samples.message;
import static org.parley.cli.Samples.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.cli.json.Json;
import org.parley.contracts.UserId;

class ConversationTest {

    private final Conversation conversation = new Conversation(ALICE_BOB, "alice");

    @Test
    void theSameMessageLiveAndFromTheArchiveIsOne() {
        Message live = message(BOB, 1, "hi");
        assertThat(conversation.merge(live)).isTrue();
        assertThat(conversation.merge(archived(live, 7))).isFalse();
        assertThat(conversation.merge(live)).isFalse();
        assertThat(conversation.shown()).extracting(Message::position).containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void everyOrderOfArrivalEndsInTheArchivesOrder(int seed) {
        List<Message> arrivals = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            Message message = message(i % 2 == 0 ? BOB : ALICE, i, "text " + i);
            arrivals.add(message);
            arrivals.add(archived(message, 100 - i));
        }
        Collections.shuffle(arrivals, new Random(seed));
        arrivals.forEach(conversation::merge);
        assertThat(conversation.ordered()).extracting(Message::position).isSorted().hasSize(20);
    }

    @Test
    void whatHasNoPositionYetComesLastInTheOrderOfArrival() {
        conversation.merge(message(BOB, 3, "live one"));
        conversation.merge(message(BOB, 2, "live two"));
        conversation.merge(archived(message(BOB, 1, "archived"), 5));
        assertThat(conversation.shown())
                .extracting(Message::text)
                .containsExactly("archived", "live one", "live two");
    }

    @Test
    void ticksGoFromWaitingOverStoredAndDeliveredToRead() {
        conversation.merge(message(ALICE, 1, "hi"));
        assertThat(conversation.tick(id(1))).isEqualTo(Tick.WAITING);
        conversation.stored(id(1), 1);
        assertThat(conversation.tick(id(1))).isEqualTo(Tick.STORED);
        conversation.reached("bob", Reach.DELIVERED, id(1));
        assertThat(conversation.tick(id(1))).isEqualTo(Tick.DELIVERED);
        conversation.reached("bob", Reach.READ, id(1));
        assertThat(conversation.tick(id(1))).isEqualTo(Tick.READ);
    }

    @Test
    void aReceiptCoversEverythingBeforeIt() {
        for (int i = 1; i <= 3; i++) conversation.merge(message(ALICE, i, "hi"));
        assertThat(conversation.reached("bob", Reach.DELIVERED, id(2)))
                .containsExactly(id(1), id(2));
        assertThat(conversation.tick(id(1))).isEqualTo(Tick.DELIVERED);
        assertThat(conversation.tick(id(3))).isEqualTo(Tick.WAITING);
    }

    @Test
    void aLateReceiptMovesNothingBack() {
        for (int i = 1; i <= 3; i++) conversation.merge(message(ALICE, i, "hi"));
        conversation.reached("bob", Reach.READ, id(3));
        assertThat(conversation.reached("bob", Reach.READ, id(1))).isEmpty();
        assertThat(conversation.tick(id(3))).isEqualTo(Tick.READ);
    }

    @Test
    void aReceiptThatCameBeforeItsMessageHoldsOnceThatArrives() {
        assertThat(conversation.reached("bob", Reach.READ, id(1))).isEmpty();
        conversation.merge(message(ALICE, 1, "from my other device"));
        assertThat(conversation.tick(id(1))).isEqualTo(Tick.READ);
    }

    @Test
    void myOwnReceiptsSayNothingAboutMyMessages() {
        conversation.merge(message(ALICE, 1, "hi"));
        conversation.merge(message(BOB, 2, "ho"));
        conversation.reached("alice", Reach.READ, id(2));
        assertThat(conversation.tick(id(1))).isEqualTo(Tick.WAITING);
    }

    @Test
    void anEditOfTheAuthorReplacesTheText() {
        conversation.merge(message(BOB, 1, "teh"));
        conversation.merge(change(BOB, 2, "edit", "the"));
        assertThat(conversation.shown()).extracting(Message::text).containsExactly("the");
        assertThat(conversation.shown().getFirst().edited()).isTrue();
    }

    @Test
    void nobodyElseEditsOrDeletes() {
        conversation.merge(message(BOB, 1, "mine"));
        conversation.merge(change(ALICE, 2, "edit", "forged"));
        conversation.merge(change(ALICE, 3, "delete", ""));
        assertThat(conversation.shown()).extracting(Message::text).containsExactly("mine");
    }

    @Test
    void aDeletedMessageLosesItsTextForGood() {
        conversation.merge(message(BOB, 1, "oops"));
        conversation.merge(change(BOB, 2, "delete", ""));
        conversation.merge(change(BOB, 3, "edit", "back again"));
        assertThat(conversation.shown().getFirst().removed()).isTrue();
        assertThat(conversation.shown().getFirst().text()).isNull();
    }

    @Test
    void aChangeThatCameBeforeItsMessageIsAppliedWhenThatArrives() {
        conversation.merge(change(BOB, 2, "edit", "the"));
        assertThat(conversation.shown()).isEmpty();
        conversation.merge(message(BOB, 1, "teh"));
        assertThat(conversation.shown()).extracting(Message::text).containsExactly("the");
    }

    @Test
    void eachUserHasOneReactionAndTakesItBackWithAnEmptyOne() {
        conversation.merge(message(BOB, 1, "hi"));
        conversation.merge(change(ALICE, 2, "reaction", "👍"));
        conversation.merge(change(ALICE, 3, "reaction", "🎉"));
        conversation.merge(change(BOB, 4, "reaction", "🙈"));
        assertThat(conversation.shown().getFirst().reactions())
                .isEqualTo(Map.of("alice", "🎉", "bob", "🙈"));
        conversation.merge(change(ALICE, 5, "reaction", ""));
        assertThat(conversation.shown().getFirst().reactions()).isEqualTo(Map.of("bob", "🙈"));
    }

    @Test
    void aMessageThatTheArchiveRemovedKeepsItsNumberHere() {
        Message live =
                message(BOB, 1, Json.object().put("message", "x").put("device", "d").put("n", 4));
        conversation.merge(live);
        ObjectNode tombstone = archived(live, 3).toJson();
        tombstone.put("removed", "expired").remove(List.of("payload", "message"));
        conversation.merge(view(tombstone));
        assertThat(conversation.find(id(1)).orElseThrow().n()).contains(4L);
        assertThat(conversation.find(id(1)).orElseThrow().text()).isNull();
    }

    private static Message change(UserId from, int n, String type, String text) {
        ObjectNode payload = Json.object().put("type", type).put("ref", id(1).toString());
        return message(from, n, payload.put("message", text));
    }
}
