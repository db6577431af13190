package org.parley.archive.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.InGroup;
import org.parley.archive.ReadingProfile;
import org.parley.archive.Said;
import org.parley.archive.Visitor;
import org.parley.archive.ingest.MessageDoor;
import org.parley.archive.membership.AccessDoor;
import org.parley.archive.receipts.ReceiptDoor;

/** Members and former members see exactly what was received in their periods. */
@QuarkusTest
@TestProfile(ReadingProfile.class)
class GroupIT {

    /** The group's life: ann is always there, bob came at ten and left at twelve. */
    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

    private final MessageDoor archive = MessageDoor.open();
    private final AccessDoor access = AccessDoor.open();
    private final ReceiptDoor receipts = ReceiptDoor.open();

    private final String group = InGroup.aGroup();
    private Visitor ann;
    private Visitor bob;
    private InGroup annIn;
    private InGroup bobIn;
    private InGroup bobOut;

    private static Instant at(int hour) {
        return NINE.plusSeconds((hour - 9) * 3600L);
    }

    @BeforeEach
    void aGroup() throws Exception {
        ann = Visitor.named("ann");
        bob = Visitor.named("bob");
        annIn = InGroup.joined(group, ann.name(), NINE, 1);
        bobIn = InGroup.joined(group, bob.name(), at(10), 2);
        bobOut = bobIn.left(at(12), 3);
        access.named(group, "Chess", 1);
        access.keep(annIn);
    }

    private Said ann(String text, int hour) {
        return Said.by(ann.name(), group, text).receivedAt(at(hour));
    }

    /** "at 9" to "at 13". */
    private List<Said> aDay() throws Exception {
        List<Said> said =
                List.of(
                        ann("at 9", 9),
                        ann("at 10", 10),
                        ann("at 11", 11),
                        ann("at 12", 12),
                        ann("at 13", 13));
        archive.keep(said);
        return said;
    }

    private List<String> history(Visitor who) {
        return who.ok("/conversations/" + group + "/messages").getList("messages.message");
    }

    private List<String> synced(Visitor who) {
        return who.ok("/sync").getList("items.message.message", String.class).stream()
                .filter(text -> text != null)
                .toList();
    }

    private List<String> found(Visitor who, String word) {
        return who.ok("/search?q=" + word).getList("hits.message.message");
    }

    private static JsonPath listed(Visitor who) {
        return who.ok("/conversations");
    }

    @Test
    void whoWasRemovedReadsHisPeriodEverywhereAndNothingElse() throws Exception {
        access.keep(bobIn, bobOut);
        List<Said> said = aDay();
        assertThat(history(ann)).hasSize(5);
        assertThat(history(bob)).containsExactly("at 10", "at 11");
        assertThat(synced(bob)).containsExactly("at 10", "at 11");
        assertThat(found(bob, "at")).containsExactly("at 11", "at 10");
        assertThat(listed(bob).getString("conversations[0].last.message")).isEqualTo("at 11");
        assertThat(listed(bob).getInt("conversations[0].unread")).isEqualTo(2);
        bob.ok("/messages/" + said.get(1).id());
        for (int outside : List.of(0, 3, 4)) {
            UUID id = said.get(outside).id();
            bob.problem("/messages/" + id, 404, "not-there");
            bob.problem("/messages/" + id + "/receipts", 404, "not-there");
            bob.problem("/conversations/" + group + "/messages?around=" + id, 400, "bad-parameter");
        }
    }

    @Test
    void aPageSaysTruthfullyWhetherThereIsMore() throws Exception {
        access.keep(bobIn, bobOut);
        aDay();
        String path = "/conversations/" + group + "/messages?limit=1";
        JsonPath newest = bob.ok(path);
        assertThat(newest.getList("messages.message")).isEqualTo(List.of("at 11"));
        JsonPath older = bob.ok(path + "&before=" + newest.getString("previous"));
        assertThat(older.getList("messages.message")).isEqualTo(List.of("at 10"));
        assertThat(older.getString("previous")).isNull();
        JsonPath newer = bob.ok(path + "&after=" + older.getString("next"));
        assertThat(newer.getList("messages.message")).isEqualTo(List.of("at 11"));
        assertThat(newer.getString("next")).isNull();
    }

    @Test
    void whoCameBackHasTwoPeriods() throws Exception {
        access.keep(bobIn);
        access.keep(bobOut);
        access.keep(bobOut.cameBack(at(13), 4));
        aDay();
        assertThat(history(bob)).containsExactly("at 10", "at 11", "at 13");
        assertThat(listed(bob).getString("conversations[0].last.message")).isEqualTo("at 13");
        assertThat(listed(bob).getString("conversations[0].role")).isEqualTo("member");
    }

    @Test
    void aNewcomerWhoMayReadsWhatWasSaidBeforeHeCame() throws Exception {
        aDay();
        access.keep(InGroup.joined(group, bob.name(), NINE, 2));
        assertThat(history(bob)).hasSize(5);
        assertThat(found(bob, "at")).hasSize(5);
    }

    @Test
    void whoJustCameReadsFromThenOn() throws Exception {
        aDay();
        Instant now = Instant.now();
        archive.keep(Said.by(ann.name(), group, "hello, new one").receivedAt(now));
        access.keep(InGroup.joined(group, bob.name(), now, 2));
        archive.keep(Said.by(ann.name(), group, "you are here"));
        assertThat(history(bob)).containsExactly("hello, new one", "you are here");
        assertThat(synced(bob)).containsExactly("hello, new one", "you are here");
        assertThat(listed(bob).getInt("conversations[0].unread")).isEqualTo(2);
    }

    @Test
    void aMembershipThatComesLateMakesTheDeviceReadWhatItsCursorHasPassed() throws Exception {
        archive.keep(Said.by(ann.name(), bob.name(), "a word in private"));
        aDay();
        archive.keep(Said.by(ann.name(), bob.name(), "another one"));
        String cursor = bob.ok("/sync").getString("cursor");
        access.keep(bobIn);
        JsonPath page = bob.ok("/sync?after=" + cursor);
        List<Map<String, Map<String, Object>>> items = page.getList("items");
        assertThat(items)
                .singleElement()
                .satisfies(item ->
                        assertThat(item.get("membership"))
                                .containsEntry("conversation", group)
                                .containsEntry("state", "joined")
                                .containsEntry("role", "member"));
        assertThat(history(bob)).hasSize(4);
        access.keep(bobOut);
        JsonPath after = bob.ok("/sync?after=" + page.getString("cursor"));
        assertThat(after.getList("items.membership.state")).isEqualTo(List.of("left"));
    }

    @Test
    void oldAndRepeatedRecordsDoNotBringHimBack() throws Exception {
        access.keep(bobOut);
        assertThat(access.keep(bobIn)).isZero();
        assertThat(access.keep(bobOut)).isZero();
        aDay();
        assertThat(history(bob)).containsExactly("at 10", "at 11");
    }

    @Test
    void aSyncPassesOverWhatIsNotHisOnceOnly() throws Exception {
        access.keep(bobIn, bobOut);
        aDay();
        String cursor = bob.ok("/sync").getString("cursor");
        archive.keep(ann("not for bob", 14));
        JsonPath page = bob.ok("/sync?after=" + cursor);
        assertThat(page.getList("items")).isEmpty();
        assertThat(page.getString("cursor")).isNotEqualTo(cursor);
    }

    @Test
    void noSuchGroupAndNotAMemberAreTheSameAnswer() throws Exception {
        aDay();
        Visitor mallory = Visitor.named("mallory");
        String nowhere = InGroup.aGroup();
        for (String path :
                List.of(
                        "/conversations/%s/messages",
                        "/conversations/%s/receipts", "/search?q=at&conversation=%s")) {
            String there = mallory.problem(path.formatted(group), 404, "not-there");
            String gone = mallory.problem(path.formatted(nowhere), 404, "not-there");
            assertThat(there.replace(group, "")).isEqualTo(gone.replace(nowhere, ""));
        }
        assertThat(synced(mallory)).isEmpty();
        assertThat(found(mallory, "at")).isEmpty();
        assertThat(listed(mallory).getList("conversations")).isEmpty();
    }

    @Test
    void whoWasNeverInItIsAStrangerThoughTheLogNamesHim() throws Exception {
        aDay();
        access.keep(new InGroup(group, bob.name(), null, List.of(), 2));
        bob.problem("/conversations/" + group + "/messages", 404, "not-there");
        assertThat(bob.ok("/sync").getList("items")).isEmpty();
    }

    @Test
    void ofADeletedGroupEverybodyKeepsHisPeriods() throws Exception {
        access.keep(bobIn, bobOut);
        aDay();
        access.keep(annIn.left(at(13), 9));
        assertThat(history(ann)).containsExactly("at 9", "at 10", "at 11", "at 12");
        assertThat(history(bob)).containsExactly("at 10", "at 11");
    }

    @Test
    void aGroupIsListedByItsNameAndToWhoLeftByWhatItWasThen() throws Exception {
        access.keep(bobIn, bobOut);
        aDay();
        access.named(group, "Secret plans", 7);
        assertThat(listed(ann).getString("conversations[0].name")).isEqualTo("Secret plans");
        assertThat(listed(ann).getString("conversations[0].role")).isEqualTo("member");
        assertThat(listed(bob).getString("conversations[0].name")).isEqualTo("Chess");
        assertThat(listed(bob).getString("conversations[0].role")).isNull();
    }

    @Test
    void whatIsEditedAndReactedToAfterHeLeftIsNotHisToSee() throws Exception {
        access.keep(bobIn, bobOut);
        Said plan = ann("we meet at the mill", 10);
        archive.keep(plan);
        archive.keep(plan.edit("we meet at the bridge").receivedAt(at(11)));
        archive.keep(plan.edit("we meet at the castle").receivedAt(at(13)));
        archive.keep(Said.by(ann.name(), group, "👍").as("reaction", plan.id()).receivedAt(at(13)));
        assertThat(history(ann)).containsExactly("we meet at the castle");
        assertThat(history(bob)).containsExactly("we meet at the bridge");
        assertThat(bob.ok("/messages/" + plan.id()).getString("message"))
                .isEqualTo("we meet at the bridge");
        assertThat(bob.ok("/messages/" + plan.id()).getList("reactions")).isNull();
        assertThat(ann.ok("/messages/" + plan.id()).getList("reactions")).hasSize(1);
        assertThat(synced(bob)).containsExactly("we meet at the bridge", "we meet at the bridge");
        assertThat(found(bob, "castle")).isEmpty();
        assertThat(found(ann, "castle")).hasSize(1);
    }

    @Test
    void whatIsDeletedOrExpiredIsGoneForEverybody() throws Exception {
        access.keep(bobIn, bobOut);
        Said plan = ann("we meet at the mill", 10);
        archive.keep(plan);
        archive.keep(ann("short-lived", 10).expiring(Instant.now().plusMillis(1)));
        archive.keep(plan.delete().receivedAt(at(13)));
        assertThat(bob.ok("/conversations/" + group + "/messages").getList("messages.removed"))
                .isEqualTo(List.of("deleted", "expired"));
    }

    @Test
    void whatTheServerSaysIsReadLikeTheRestAndNotSearched() throws Exception {
        access.keep(bobIn);
        archive.keep(
                new Said(
                        "server",
                        group,
                        Said.freshId(),
                        "system",
                        null,
                        null,
                        Map.of(
                                "type",
                                "system",
                                "event",
                                "renamed",
                                "name",
                                "Checkmate",
                                "message",
                                "Checkmate"),
                        at(10)));
        JsonPath page = bob.ok("/conversations/" + group + "/messages");
        assertThat(page.getString("messages[0].type")).isEqualTo("system");
        assertThat(page.getString("messages[0].from")).isEqualTo("server");
        assertThat(page.getString("messages[0].payload.event")).isEqualTo("renamed");
        assertThat(found(bob, "checkmate")).isEmpty();
    }

    @Test
    void aWordThatEverybodyUsesIsFoundWhereHeIs() throws Exception {
        access.keep(bobIn, bobOut);
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        List<Said> others = new java.util.ArrayList<>();
        for (int i = 0; i < 5_001; i++) others.add(Said.by("xena", "yuri", word + " " + i));
        archive.keep(others);
        archive.keep(
                List.of(
                        Said.by(ann.name(), group, word + " in the group").receivedAt(at(11)),
                        Said.by(ann.name(), group, word + " too late").receivedAt(at(13)),
                        Said.by(ann.name(), bob.name(), word + " in private")));
        assertThat(found(bob, word)).containsExactly(word + " in private", word + " in the group");
    }

    @Test
    void inAGroupOnlyTheAuthorIsToldWhoReadAndHowMany() throws Exception {
        Visitor carol = Visitor.named("carol");
        access.keep(bobIn, InGroup.joined(group, carol.name(), at(11), 3));
        Said early = ann("at 10", 10);
        Said late = ann("at 11", 11);
        archive.keep(List.of(early, late));
        receipts.keep(group, bob.name(), ann.name(), early.id(), "read");
        receipts.keep(group, carol.name(), ann.name(), late.id(), "delivered");
        JsonPath told = ann.ok("/messages/" + late.id() + "/receipts");
        assertThat(List.of(told.getInt("delivered"), told.getInt("read"), told.getInt("of")))
                .containsExactly(1, 0, 2);
        assertThat(told.getList("receipts.user")).isEqualTo(List.of(carol.name()));
        JsonPath before = ann.ok("/messages/" + early.id() + "/receipts");
        assertThat(List.of(before.getInt("delivered"), before.getInt("read"), before.getInt("of")))
                .containsExactly(1, 1, 1);
        bob.problem("/messages/" + late.id() + "/receipts", 403, "not-the-author");
        assertThat(bob.ok("/conversations/" + group + "/receipts").getList("receipts.user"))
                .containsOnly(bob.name());
        assertThat(ann.ok("/sync").getList("items.receipt.user"))
                .doesNotContain(bob.name(), carol.name());
        assertThat(bob.ok("/sync").getList("items.receipt.state")).contains("delivered", "read");
    }

    @Test
    void aFormerAuthorIsNotToldWhoReadsOn() throws Exception {
        access.keep(bobIn);
        Said said = Said.by(bob.name(), group, "farewell").receivedAt(at(11));
        archive.keep(said);
        bob.ok("/messages/" + said.id() + "/receipts");
        access.keep(bobOut);
        bob.problem("/messages/" + said.id() + "/receipts", 403, "not-the-author");
    }
}
