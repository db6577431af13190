package org.parley.presence.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.presence.Told.soon;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.KafkaTopic;
import org.parley.presence.PresenceProfile;
import org.parley.presence.Told;
import org.parley.presence.Visitor;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** Who decides who sees whom, and that the log says what was answered. */
@QuarkusTest
@TestProfile(PresenceProfile.class)
class SettingsIT {

    private final Visitor bob = Visitor.named("bob");

    @Test
    void contactsIsTheDefault() {
        assertThat(setting()).isEqualTo("contacts");
    }

    private String setting() {
        return Visitor.json(bob.get("/settings"), 200).getString("visibility");
    }

    @ParameterizedTest
    @ValueSource(strings = {"everyone", "contacts", "nobody"})
    void whatWasAnsweredStandsOnTheLogAlready(String visibility) {
        Visitor.json(bob.sets(visibility), 200);

        assertThat(Told.access())
                .containsEntry(
                        "presence/" + bob,
                        "{\"owner\":\"%s\",\"visibility\":\"%s\"}".formatted(bob, visibility));
        assertThat(setting()).isEqualTo(visibility);
    }

    @Test
    void manyChangesAtOnceEndInTheSameOnTheLogAndInTheDatabase() {
        List<String> all = List.of("everyone", "contacts", "nobody");
        IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.runAsync(() -> bob.sets(all.get(i % 3))))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(Told.access().get("presence/" + bob)).contains("\"" + setting() + "\"");
    }

    @Test
    void aBodyThatBreaksARuleIsTold() {
        assertThat(Visitor.problem(bob.sets("friends"), 400, "bad-parameter"))
                .isEqualTo("visibility is \"friends\"; it is everyone, contacts or nobody");
        assertThat(Visitor.problem(bob.sends("{}").put("/settings"), 400, "bad-parameter"))
                .contains("visibility is missing");
        Visitor.problem(bob.sends("{\"visibility\":").put("/settings"), 400, "bad-body");
        Visitor.problem(bob.sends("[1]").put("/settings"), 400, "bad-parameter");
        Visitor.problem(bob.sends("{\"visibility\":7}").put("/settings"), 400, "bad-parameter");
        assertThat(setting()).isEqualTo("contacts");
    }

    @Test
    void whoWritesToEachOtherAreContactsOnceAndForBoth() {
        String alice = Stack.shared().aUser("alice");
        String conversation = alice + "_" + bob;
        for (int i = 0; i < 3; i++) message(conversation, alice, bob.name());
        message(conversation, bob.name(), alice);

        String key = "contact/" + alice + "/" + bob;
        soon().until(() -> Told.access().containsKey(key));
        assertThat(Told.access().get(key))
                .contains("\"a\":\"" + alice + "\"", "\"b\":\"" + bob + "\"", "\"since\":\"2026-");
    }

    @Test
    void notesToOneselfAndGroupsMakeNoContacts() {
        String alice = Stack.shared().aUser("alice");
        message(bob + "_" + bob, bob.name(), bob.name());
        message(
                "g-01935d3e-7f00-7abc-8def-0123456789ab",
                bob.name(),
                "g-01935d3e-7f00-7abc-8def-0123456789ab");
        message(alice + "_" + bob, alice, bob.name());
        soon().until(() -> Told.access().containsKey("contact/" + alice + "/" + bob));

        assertThat(Told.access().keySet())
                .filteredOn(key -> key.startsWith("contact/") && key.contains(bob.name()))
                .containsExactly("contact/" + alice + "/" + bob);
    }

    private static void message(String conversation, String from, String to) {
        new Log(Stack.shared())
                .write(
                        KafkaTopic.MESSAGES,
                        conversation,
                        """
                        {"id":"%s","conversation":"%s","from":"%s","to":"%s","type":"text",\
                        "receivedAt":"2026-11-28T12:00:00Z","payload":{"message":"hi"}}\
                        """
                                .formatted(UUID.randomUUID(), conversation, from, to));
    }

    @Test
    void anOperatorCanHaveItSaidAgain() {
        Visitor.json(bob.sets("nobody"), 200);
        Told.tells(
                "presence/" + bob, "{\"owner\":\"%s\",\"visibility\":\"everyone\"}".formatted(bob));

        Visitor oscar = Visitor.withRole("oscar", "operator");
        Map<String, Integer> repaired =
                Visitor.json(oscar.asks().post("/operator/repair"), 200).getMap("");

        assertThat(repaired.get("settings")).isPositive();
        soon().untilAsserted(() ->
                assertThat(Told.access().get("presence/" + bob)).contains("\"nobody\""));
    }
}
