package org.parley.archive.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.ReadingProfile;
import org.parley.archive.Said;
import org.parley.archive.Visitor;
import org.parley.archive.ingest.MessageDoor;
import org.parley.archive.receipts.ReceiptDoor;

@QuarkusTest
@TestProfile(ReadingProfile.class)
class SyncIT {

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

    private static List<Map<String, Map<String, Object>>> items(JsonPath page) {
        return page.getList("items");
    }

    private static String what(Map<String, Map<String, Object>> item) {
        Map<String, Object> message = item.get("message");
        return message == null
                ? item.get("receipt").get("user") + " " + item.get("receipt").get("state")
                : message.get("type")
                        + " "
                        + message.getOrDefault("message", message.get("removed"));
    }

    @Test
    void aDeviceThatWasAwayGetsAllThatHappenedInItsOrder() throws Exception {
        String cursor = bob.ok("/sync?after=now").getString("cursor");
        Said first = alice("one");
        archive.keep(first);
        receipts.keep(chat, bob.name(), alice.name(), first.id(), "delivered");
        archive.keep(first.edit("one, edited"));
        archive.keep(Said.by(bob.name(), alice.name(), "👍").as("reaction", first.id()));
        Said second = alice("two");
        archive.keep(second);
        archive.keep(second.delete());
        JsonPath page = bob.ok("/sync?after=" + cursor);
        assertThat(items(page).stream().map(SyncIT::what))
                .containsExactly(
                        "text one, edited",
                        bob.name() + " delivered",
                        "edit one, edited",
                        "reaction 👍",
                        "text deleted",
                        "delete null");
        assertThat(page.getBoolean("more")).isFalse();
        assertThat(bob.ok("/sync?after=" + page.get("cursor")).getList("items")).isEmpty();
    }

    @Test
    void aReceiptThatMovesComesAgainAtItsNewPlace() throws Exception {
        Said first = alice("one");
        Said second = alice("two");
        archive.keep(List.of(first, second));
        receipts.keep(chat, bob.name(), alice.name(), first.id(), "delivered");
        String cursor = alice.ok("/sync").getString("cursor");
        receipts.keep(chat, bob.name(), alice.name(), second.id(), "delivered");
        JsonPath page = alice.ok("/sync?after=" + cursor);
        assertThat(page.getList("items.receipt.upTo", String.class))
                .containsExactly(second.id().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200})
    void pagesOfAnySizeMeetEachMessageOnceThoughManyConversationsTakeTurns(int limit)
            throws Exception {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String peer = i % 3 == 0 ? alice.name() : "peer-" + (i % 7) + "-" + bob.name();
            said.add(Said.by(peer, bob.name(), "number " + i));
        }
        archive.keep(said);
        List<UUID> read = new ArrayList<>();
        JsonPath page = bob.ok("/sync?limit=" + limit);
        read.addAll(ids(page));
        while (page.getBoolean("more")) {
            page = bob.ok("/sync?limit=%d&after=%s".formatted(limit, page.getString("cursor")));
            read.addAll(ids(page));
        }
        assertThat(read).isEqualTo(said.stream().map(Said::id).toList());
    }

    private static List<UUID> ids(JsonPath page) {
        return page.getList("items.message.id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    @Test
    void whatHappensElsewhereIsNotSeen() throws Exception {
        Visitor carol = Visitor.named("carol");
        archive.keep(alice("for Bob only"));
        archive.keep(Said.by(carol.name(), bob.name(), "hello Bob"));
        assertThat(carol.ok("/sync").getList("items.message.message", String.class))
                .containsExactly("hello Bob");
    }
}
