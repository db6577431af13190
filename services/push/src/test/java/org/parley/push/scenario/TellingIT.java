package org.parley.push.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.push.PushProfile;
import org.parley.push.PushUnderTest;
import org.parley.push.Said;
import org.parley.testkit.PushVendors.Subscription;

/** Who is told of what, when nobody is connected. */
@QuarkusTest
@TestProfile(PushProfile.class)
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class TellingIT extends Scenario {

    @Test
    void anOfflineDeviceIsToldOfAMessageOnce() {
        Subscription phone = bob.listensOn("phone");
        Said hello = Said.by(alice, bob.name(), "Hello, how are you?").isHeard();

        JsonPath told = only(phone);
        assertThat(told.getString("payload.kind")).isEqualTo("message");
        assertThat(told.getString("payload.conversation")).isEqualTo(hello.conversation());
        assertThat(told.getString("payload.id")).isEqualTo(hello.id().toString());
        assertThat(told.getString("payload.from")).isEqualTo(alice);
        assertThat(told.getString("payload.text")).isEqualTo("Hello, how are you?");
        assertThat(told.getInt("payload.unread")).isEqualTo(1);
        assertThat(told.getInt("payload.badge")).isEqualTo(1);
        assertThat(told.getString("headers.urgency")).isEqualTo("high");
        assertThat(told.getInt("headers.ttl")).isBetween(259_000, 259_200);
        assertThat(told.getString("headers.http")).isEqualTo("2.0");
        await().untilAsserted(() ->
                assertThat(bob.ledger("phone", hello.id().toString()))
                        .containsExactly("queued", "sent", "accepted"));
        stillOnly(phone, 1);
    }

    @Test
    void tenMessagesInOneConversationAreOneNotification() {
        Subscription phone = bob.listensOn("phone");
        Said last = null;
        for (int i = 1; i <= 10; i++) last = Said.by(alice, bob.name(), "number " + i).isHeard();

        JsonPath told = last(phone, "number 10");
        assertThat(told.getInt("payload.unread")).isEqualTo(10);
        assertThat(told.getInt("payload.badge")).isEqualTo(1);
        // All of them under one name: the newest replaces what is shown.
        assertThat(
                        vendors.received(phone.id()).stream()
                                .map(one -> one.getString("headers.topic"))
                                .distinct())
                .hasSize(1);
        assertThat(bob.ledger("phone", last.id().toString())).contains("accepted");
    }

    @Test
    void theBadgeCountsConversations() {
        Subscription phone = bob.listensOn("phone");
        Said.by(alice, bob.name(), "one").isHeard();
        last(phone, "one");
        Said.by("carol-" + bob.name(), bob.name(), "two").isHeard();
        assertThat(last(phone, "two").getInt("payload.badge")).isEqualTo(2);
        Said three = Said.by(alice, bob.name(), "three").isHeard();
        assertThat(last(phone, "three").getInt("payload.badge")).isEqualTo(2);
        three.is("read", bob.name(), "laptop");
        soon().until(() -> clears(phone) == 1);
        Said.by("dave-" + bob.name(), bob.name(), "four").isHeard();
        assertThat(last(phone, "four").getInt("payload.badge")).isEqualTo(2);
    }

    @Test
    void whatIsReadElsewhereIsTakenAway() {
        Subscription phone = bob.listensOn("phone");
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        only(phone);
        hello.is("read", bob.name(), "laptop");
        soon().until(() -> clears(phone) == 1);
        JsonPath clear = vendors.received(phone.id()).getLast();
        assertThat(clear.getString("payload.conversation")).isEqualTo(hello.conversation());
        assertThat(clear.getString("payload.text")).isNull();
        assertThat(clear.getInt("payload.badge")).isZero();
        assertThat(clear.getString("headers.urgency")).isEqualTo("normal");
        await().untilAsserted(() ->
                assertThat(bob.ledger("phone", hello.id().toString()))
                        .containsExactly(
                                "queued", "sent", "accepted", "clear-queued", "sent", "cleared"));
    }

    @Test
    void aReceiptMayComeBeforeItsMessage() {
        Subscription phone = bob.listensOn("phone");
        Said hello = Said.by(alice, bob.name(), "hello");
        hello.is("read", bob.name(), "laptop");
        pause();
        hello.isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.ledger("phone", hello.id().toString()))
                        .containsExactly("queued", "cancelled-read"));
        stillOnly(phone, 0);
    }

    @Test
    void whatStandsOnTheLogAgainIsNotToldAgain() {
        Subscription phone = bob.listensOn("phone");
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        only(phone);
        hello.isHeard();
        hello.isHeard();
        stillOnly(phone, 1);
    }

    @Test
    void whatIsTooOldIsNotTold() {
        Subscription phone = bob.listensOn("phone");
        Said.by(alice, bob.name(), "old")
                .receivedAt(Instant.now().minus(Duration.ofDays(4)))
                .isHeard();
        Said.by(alice, bob.name(), "ring")
                .ofType("call")
                .receivedAt(Instant.now().minus(Duration.ofSeconds(61)))
                .isHeard();
        stillOnly(phone, 0);
    }

    @Test
    void nobodyIsToldOfWhatHeSaidHimself() {
        Subscription phone = bob.listensOn("phone");
        Said.by(bob.name(), alice, "mine").isHeard();
        Said.by(bob.name(), bob.name(), "a note").isHeard();
        String group = Said.group("Chess", bob.name(), alice);
        pause();
        Said.by(bob.name(), group, "also mine").isHeard();
        stillOnly(phone, 0);
    }

    @Test
    void aGroupTellsItsMembersByItsName() {
        Subscription phone = bob.listensOn("phone");
        String group = Said.group("Chess on Tuesdays", bob.name(), alice);
        pause();
        Said.by(alice, group, "Who comes?").isHeard();
        JsonPath told = only(phone);
        assertThat(told.getString("payload.group")).isEqualTo("Chess on Tuesdays");
        assertThat(told.getString("payload.from")).isEqualTo(alice);
        assertThat(told.getString("headers.urgency")).isEqualTo("normal");
        Said.by(alice, group, "Bob?").with("mentions", List.of(bob.name())).isHeard();
        JsonPath mentioned = last(phone, "Bob?");
        assertThat(mentioned.getBoolean("payload.mention")).isTrue();
        assertThat(mentioned.getString("headers.urgency")).isEqualTo("high");
    }

    @Test
    void whoHasLeftIsToldNothing() {
        Subscription phone = bob.listensOn("phone");
        String group = Said.group("Chess", bob.name(), alice);
        Said.leaves(group, bob.name(), 2);
        pause();
        Said.by(alice, group, "Bob is gone").isHeard();
        stillOnly(phone, 0);
    }

    @Test
    void aMutedConversationIsSilent() {
        Subscription phone = bob.listensOn("phone");
        Said muted = Said.by(alice, bob.name(), "psst");
        bob.mutes(muted.conversation(), "8h");
        muted.isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.ledger("phone", muted.id().toString())).containsExactly("muted"));
        stillOnly(phone, 0);
        bob.asks().delete("/mutes/" + muted.conversation()).then().statusCode(204);
        Said.by(alice, bob.name(), "again").isHeard();
        assertThat(last(phone, "again").getInt("payload.unread")).isEqualTo(2);
    }

    @Test
    void mentionsComeThroughWhereOnlyTheyAreWanted() {
        Subscription phone = bob.listensOn("phone");
        String group = Said.group("Chess", bob.name(), alice);
        pause();
        bob.mutes(group, "mentions-only");
        Said.by(alice, group, "blah").isHeard();
        stillOnly(phone, 0);
        Said.by(alice, group, "Bob!").with("mentions", List.of(bob.name())).isHeard();
        last(phone, "Bob!");
    }

    @Test
    void whoIsBlockedTellsNothing() {
        Subscription phone = bob.listensOn("phone");
        Said.blocks(bob.name(), alice);
        pause();
        Said.by(alice, bob.name(), "hey").isHeard();
        stillOnly(phone, 0);
    }

    @Test
    void withoutPreviewsAndWhereItIsEncryptedThereIsNoText() {
        Subscription phone = bob.listensOn("phone", Map.of("previews", false));
        Subscription tablet = bob.listensOn("tablet");
        Said.by(alice, bob.name(), "secret").isHeard();
        assertThat(only(phone).getString("payload.text")).isNull();
        assertThat(only(tablet).getString("payload.text")).isEqualTo("secret");
        Said hidden = Said.by(alice, bob.name(), "b64…").with("encrypted", "mls").isHeard();
        soon().until(() -> vendors.received(tablet.id()).size() == 2);
        JsonPath told = vendors.received(tablet.id()).getLast();
        assertThat(told.getString("payload.text")).isNull();
        assertThat(told.getString("payload.id")).isEqualTo(hidden.id().toString());
    }

    @Test
    void aLongTextIsCutToWhatFits() {
        Subscription phone = bob.listensOn("phone");
        Said.by(alice, bob.name(), "\uD83E\uDD8A\"\n".repeat(2_000)).isHeard();
        String text = only(phone).getString("payload.text");
        assertThat(text).startsWith("\uD83E\uDD8A\"\n").endsWith("…");
        assertThat(text.codePointCount(0, text.length())).isBetween(300, 1_001);
    }

    @Test
    void whatItsAuthorDeletesOrEditsIsToldAsItIsThen() {
        Subscription phone = bob.listensOn("phone", Map.of());
        Said wrong = Said.by(alice, bob.name(), "wrong");
        wrong.isHeard();
        Said.by(alice, bob.name(), "right").ofType("edit").about(wrong).isHeard();
        assertThat(only(phone).getString("payload.text")).isIn("right", "wrong");
        Subscription tablet = bob.listensOn("tablet");
        Said oops = Said.by("carol-" + bob.name(), bob.name(), "oops").isHeard();
        Said.by("mallory-" + bob.name(), bob.name(), "x").ofType("delete").about(oops).isHeard();
        Said.by("carol-" + bob.name(), bob.name(), "x").ofType("delete").about(oops).isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.ledger("tablet", oops.id().toString())).endsWith("cancelled"));
        assertThat(vendors.received(tablet.id())).isEmpty();
    }

    @Test
    void quietHoursHoldWhatComes() {
        String now = Instant.now().minusSeconds(60).toString().substring(11, 16);
        String later = Instant.now().plusSeconds(7_200).toString().substring(11, 16);
        Subscription phone =
                bob.listensOn(
                        "phone",
                        Map.of("quietHours", Map.of("from", now, "until", later, "zone", "UTC")));
        Said hello = Said.by(alice, bob.name(), "hello").isHeard();
        soon().untilAsserted(() ->
                assertThat(bob.ledger("phone", hello.id().toString()))
                        .containsExactly("queued", "held"));
        stillOnly(phone, 0);
    }

    @Test
    void theKeyThatBrowsersSubscribeWithIsTheOneThatSigns() {
        Subscription phone = bob.listensOn("phone");
        Said.by(alice, bob.name(), "hello").isHeard();
        assertThat(only(phone).getString("headers.vapid"))
                .isEqualTo(bob.ok("/vapid-key").getString("key"));
        assertThat(PushUnderTest.VAPID_KEY).isNotEqualTo(bob.ok("/vapid-key").getString("key"));
    }
}
