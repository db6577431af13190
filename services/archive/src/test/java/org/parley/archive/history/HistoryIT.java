package org.parley.archive.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.ReadingProfile;
import org.parley.archive.Said;
import org.parley.archive.Visitor;
import org.parley.archive.ingest.MessageDoor;
import org.parley.archive.receipts.ReceiptDoor;
import org.parley.contracts.MessageId;

@QuarkusTest
@TestProfile(ReadingProfile.class)
class HistoryIT {

    private final MessageDoor archive = MessageDoor.open();
    private final ReceiptDoor receipts = ReceiptDoor.open();

    private Visitor alice;
    private Visitor bob;
    private String chat;

    @BeforeEach
    void twoPeople() {
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
        chat = alice.name() + "_" + bob.name();
    }

    private Said alice(String text) {
        return Said.by(alice.name(), bob.name(), text);
    }

    private Said bob(String text) {
        return Said.by(bob.name(), alice.name(), text);
    }

    private List<UUID> aliceSays(int count) throws Exception {
        return archive.keep(IntStream.range(0, count).mapToObj(i -> alice("number " + i)).toList());
    }

    private static List<UUID> ids(JsonPath page) {
        return page.getList("messages.id", String.class).stream().map(UUID::fromString).toList();
    }

    @Test
    void aMessageIsReadAsItWasSent() throws Exception {
        UUID id = archive.keep(alice("Hello, how are you?").with("price", 1.5));
        bob.get("/messages/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("conversation", equalTo(chat))
                .body("from", equalTo(alice.name()))
                .body("to", equalTo(bob.name()))
                .body("type", equalTo("text"))
                .body("message", equalTo("Hello, how are you?"))
                .body("payload.price", equalTo(1.5f))
                .body("edited", equalTo(false))
                .body("removed", nullValue());
    }

    @Test
    void pagingBackwardMeetsEachMessageOnce() throws Exception {
        List<UUID> said = aliceSays(25);
        List<UUID> read = new ArrayList<>();
        String at = "";
        do {
            JsonPath page = bob.ok("/conversations/" + chat + "/messages?limit=10" + at);
            read.addAll(0, ids(page));
            at = page.getString("previous") == null ? "" : "&before=" + page.get("previous");
        } while (!at.isEmpty());
        assertThat(read).isEqualTo(said);
    }

    @Test
    void pagingForwardMeetsEachMessageOnce() throws Exception {
        List<UUID> said = aliceSays(25);
        List<UUID> read = new ArrayList<>(said.subList(0, 1));
        String at = said.getFirst().toString();
        while (at != null) {
            JsonPath page = bob.ok("/conversations/" + chat + "/messages?limit=8&after=" + at);
            read.addAll(ids(page));
            at = page.getString("next");
        }
        assertThat(read).isEqualTo(said);
    }

    @Test
    void aroundAMessageAreThoseBeforeItAndItAndThoseAfter() throws Exception {
        List<UUID> said = aliceSays(25);
        JsonPath page =
                bob.ok("/conversations/" + chat + "/messages?limit=9&around=" + said.get(12));
        assertThat(ids(page)).isEqualTo(said.subList(8, 17));
        JsonPath older =
                bob.ok("/conversations/" + chat + "/messages?before=" + page.get("previous"));
        JsonPath newer = bob.ok("/conversations/" + chat + "/messages?after=" + page.get("next"));
        assertThat(ids(older)).isEqualTo(said.subList(0, 8));
        assertThat(ids(newer)).isEqualTo(said.subList(17, 25));
    }

    @Test
    void theNewestPageHasNothingNewerAndTheOldestNothingOlder() throws Exception {
        aliceSays(3);
        JsonPath page = bob.ok("/conversations/" + chat + "/messages");
        assertThat(page.getString("next")).isNull();
        assertThat(page.getString("previous")).isNull();
    }

    @Test
    void whatIsSaidWhilePagingShiftsNothing() throws Exception {
        List<UUID> said = aliceSays(6);
        JsonPath newest = bob.ok("/conversations/" + chat + "/messages?limit=3");
        aliceSays(5);
        JsonPath older =
                bob.ok(
                        "/conversations/"
                                + chat
                                + "/messages?limit=3&before="
                                + newest.get("previous"));
        assertThat(ids(older)).isEqualTo(said.subList(0, 3));
    }

    @Test
    void anEditReplacesTheTextEverywhere() throws Exception {
        UUID id = archive.keep(alice("helo"));
        archive.keep(alice("hello").as("edit", id));
        bob.get("/conversations/" + chat + "/messages")
                .then()
                .body("messages.id", contains(id.toString()))
                .body("messages[0].message", equalTo("hello"))
                .body("messages[0].payload.message", equalTo("hello"))
                .body("messages[0].edited", equalTo(true));
    }

    @Test
    void aDeletedMessageStaysAsATombstone() throws Exception {
        UUID id = archive.keep(alice("secret"));
        archive.keep(bob("👍").as("reaction", id));
        archive.keep(alice("").as("delete", id));
        bob.get("/conversations/" + chat + "/messages")
                .then()
                .body("messages.id", contains(id.toString()))
                .body("messages[0].removed", equalTo("deleted"))
                .body("messages[0].message", nullValue())
                .body("messages[0].payload", nullValue())
                .body("messages[0].reactions", nullValue());
    }

    @Test
    void anExpiredMessageIsATombstoneEvenBeforeItIsSwept() throws Exception {
        UUID id = archive.keep(alice("hi").expiring(Instant.now().plusMillis(300)));
        await().untilAsserted(() ->
                bob.get("/messages/" + id)
                        .then()
                        .body("removed", equalTo("expired"))
                        .body("payload", nullValue()));
    }

    @Test
    void theNewestReactionOfEachUserCounts() throws Exception {
        UUID id = archive.keep(alice("hi"));
        archive.keep(bob("👍").as("reaction", id));
        archive.keep(bob("❤️").as("reaction", id));
        archive.keep(alice("❤️").as("reaction", id));
        JsonPath page = bob.ok("/conversations/" + chat + "/messages");
        assertThat(page.getList("messages[0].reactions"))
                .isEqualTo(
                        List.of(Map.of("emoji", "❤️", "users", List.of(bob.name(), alice.name()))));
        archive.keep(bob("").as("reaction", id));
        archive.keep(alice("").as("reaction", id));
        bob.get("/messages/" + id).then().body("reactions", nullValue());
    }

    @Test
    void aReplyNamesWhatItAnswers() throws Exception {
        UUID id = archive.keep(alice("hi"));
        UUID reply = archive.keep(bob("yes").as("text", id));
        alice.get("/messages/" + reply).then().body("ref", equalTo(id.toString()));
    }

    @Test
    void receiptsSayWhoHasReadAMessage() throws Exception {
        List<UUID> said = aliceSays(3);
        receipts.keep(chat, bob.name(), alice.name(), said.get(1), "read");
        receipts.keep(chat, bob.name(), alice.name(), said.get(2), "delivered");
        alice.get("/messages/" + said.get(0) + "/receipts")
                .then()
                .body("receipts.user", contains(bob.name(), bob.name()))
                .body("receipts.state", contains("delivered", "read"));
        alice.get("/messages/" + said.get(2) + "/receipts")
                .then()
                .body("receipts.state", contains("delivered"));
        alice.get("/conversations/" + chat + "/receipts")
                .then()
                .body("receipts.upTo", contains(said.get(2).toString(), said.get(1).toString()));
    }

    @Test
    void conversationsComeWithTheirLastMessageAndWhatIsUnread() throws Exception {
        List<UUID> said = aliceSays(4);
        receipts.keep(chat, bob.name(), alice.name(), said.get(0), "read");
        archive.keep(alice("👍").as("reaction", said.get(0)));
        bob.get("/conversations")
                .then()
                .statusCode(200)
                .body("conversations.id", contains(chat))
                .body("conversations[0].peers", contains(alice.name()))
                .body("conversations[0].last.id", equalTo(said.get(3).toString()))
                .body("conversations[0].unread", equalTo(3))
                .body("conversations[0].read.upTo", equalTo(said.get(0).toString()));
        alice.get("/conversations").then().body("conversations[0].unread", equalTo(0));
    }

    @Test
    void conversationsArePagedTheNewestFirst() throws Exception {
        List<String> chats = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String peer = "peer-" + i + "-" + UUID.randomUUID();
            archive.keep(Said.by(peer, bob.name(), "hi"));
            chats.addFirst(
                    bob.name().compareTo(peer) < 0
                            ? bob.name() + "_" + peer
                            : peer + "_" + bob.name());
        }
        List<String> read = new ArrayList<>();
        String at = "";
        do {
            JsonPath page = bob.ok("/conversations?limit=3" + at);
            read.addAll(page.getList("conversations.id", String.class));
            at = page.getString("next") == null ? "" : "&before=" + page.get("next");
        } while (!at.isEmpty());
        assertThat(read).isEqualTo(chats);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/conversations/%s/messages",
                "/conversations/%s/receipts",
                "/messages/%s",
                "/messages/%s/receipts"
            })
    void aStrangerCannotTellWhatIsNotHisFromWhatIsNotThere(String path) throws Exception {
        UUID id = archive.keep(alice("for Bob only"));
        Visitor carol = Visitor.named("carol");
        String his = path.contains("messages/%s") ? id.toString() : chat;
        String none = his.equals(chat) ? "nobody_noone" : MessageId.fresh(Instant.now()).toString();
        String detail = carol.problem(path.formatted(his), 404, "not-there");
        assertThat(carol.problem(path.formatted(none), 404, "not-there"))
                .isEqualTo(detail.replace(his, none));
        assertThat(carol.ok("/conversations").getList("conversations")).isEmpty();
        assertThat(carol.ok("/sync").getList("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/conversations?limit=0",
                "/conversations?limit=201",
                "/conversations?limit=ten",
                "/conversations?before=abc",
                "/conversations/bob_alice/messages",
                "/conversations/CHAT/messages?limit=-1",
                "/conversations/CHAT/messages?before=%F0%9F%91%8D",
                "/conversations/CHAT/messages?before=AQYAAAAAAAAAAQAAAAAAAAAAAAAAAA",
                "/conversations/CHAT/messages?around=01935d3e-7f00-7abc-8def-0123456789ab",
                "/conversations/CHAT/messages?around=6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "/messages/not-a-uuid",
                "/messages/6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "/sync?after=yesterday",
                "/sync?limit=1001"
            })
    void aBadParameterIsNamedWithItsRule(String path) throws Exception {
        archive.keep(alice("hi"));
        String detail = bob.problem(path.replace("CHAT", chat), 400, "bad-parameter");
        assertThat(detail).contains(" is \"").contains("\"; ");
    }

    @Test
    void onlyOneSideOfAPageMayBeNamed() throws Exception {
        UUID id = archive.keep(alice("hi"));
        bob.problem(
                "/conversations/%s/messages?before=%s&after=%s".formatted(chat, id, id),
                400,
                "bad-parameter");
    }

    @Test
    void aCursorOfAnotherListIsRefused() throws Exception {
        aliceSays(3);
        String cursor = bob.ok("/sync").getString("cursor");
        bob.problem("/conversations?before=" + cursor, 400, "bad-parameter");
    }
}
