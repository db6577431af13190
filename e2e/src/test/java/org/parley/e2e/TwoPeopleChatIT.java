package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The main job: alice writes, bob reads, the archive knows, and nobody else does. */
class TwoPeopleChatIT {

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice");
    private final Person bob = parley.person("bob");

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
    }

    @Test
    void theArticlesObjectSentByMosquittoArrivesAndIsArchived() {
        String article =
                """
                {"from":"%s","to":"%s","message":"Hello, how are you?","timestamp":"2021-07-01T12:00:00Z"}\
                """
                        .formatted(alice.name(), bob.name());
        String topic = "chat/" + bob.name() + "/" + alice.name();
        try (Mosquitto inbox = Mosquitto.subscribe(bob, "phone", "chat/" + bob.name() + "/#")) {
            await().until(inbox::isSubscribed);

            Mosquitto.Outcome sent = Mosquitto.publish(alice, "shell", topic, article);

            assertThat(sent.exitCode()).as(sent.output()).isZero();
            await().untilAsserted(() -> assertThat(inbox.lines()).contains(topic + " " + article));
        }
        await().untilAsserted(() ->
                assertThat(ArchiveAnswers.as(bob).history(alice, bob))
                        .containsExactly("Hello, how are you?"));
    }

    @Test
    void theAuthorIsToldThatTheMessageIsStored() {
        alice.online();
        String id = Messages.id();

        alice.says(bob, Messages.text(id, "hi"));

        await().untilAsserted(() -> assertThat(alice.stored()).containsExactly(id));
    }

    @Test
    void myOtherDeviceSeesWhatISend() {
        try (Person laptop = parley.device(alice, "laptop").online()) {
            alice.online().says(bob, Messages.text(Messages.id(), "from the phone"));

            await().untilAsserted(() ->
                    assertThat(laptop.inbox())
                            .extracting(Person.Arrived::topic)
                            .contains("chat/" + bob.name() + "/" + alice.name()));
        }
    }

    @Test
    void readReceiptsReachTheAuthorAndTheArchive() {
        alice.online();
        bob.online();
        String id = Messages.id();
        alice.says(bob, Messages.text(id, "read me"));
        await().until(() -> alice.stored().contains(id));

        bob.publish(
                "chat/" + alice.name() + "/" + bob.name() + "/receipt",
                Messages.receipt(alice, bob, id, "read"));

        String topic = "chat/" + alice.name() + "/" + bob.name() + "/receipt";
        await().until(() -> alice.inbox().stream().anyMatch(a -> a.topic().equals(topic)));
        await().untilAsserted(() ->
                assertThat(
                                ArchiveAnswers.as(alice)
                                        .json("/messages/" + id + "/receipts")
                                        .toString())
                        .contains(bob.name(), "read"));
    }

    @Test
    void theSameMessagePublishedThreeTimesIsOneRow() {
        alice.online();
        String id = Messages.id();
        String message = Messages.text(id, "once");

        for (int i = 0; i < 3; i++) alice.says(bob, message);

        String last = Messages.id();
        alice.says(bob, Messages.text(last, "after it"));
        await().until(() -> alice.stored().containsAll(List.of(id, last)));
        assertThat(ArchiveAnswers.as(bob).history(alice, bob)).containsExactly("once", "after it");
    }

    @Test
    void aStrangerSeesNothing() {
        alice.online();
        String id = Messages.id();
        alice.says(bob, Messages.text(id, "between us"));
        await().until(() -> alice.stored().contains(id));
        ArchiveAnswers carol = ArchiveAnswers.as(parley.person("carol"));
        String conversation = Messages.conversation(alice, bob);

        assertThat(carol.sync()).isEmpty();
        assertThat(carol.get("/messages/" + id).statusCode()).isEqualTo(404);
        assertThat(carol.get("/conversations/" + conversation + "/messages").statusCode())
                .isEqualTo(404);
        assertThat(carol.json("/search?q=between").toString()).doesNotContain("between us");
    }

    @Test
    void anOperatorFindsItAndTheAuditTrailKnows() {
        alice.online();
        String word = "word" + System.nanoTime();
        String id = Messages.id();
        alice.says(bob, Messages.text(id, "the secret " + word));
        await().until(() -> alice.stored().contains(id));
        ArchiveAnswers operator = parley.operator();
        String reason = "case " + word;

        JsonNode found =
                operator.json(
                        "/operator/messages?text="
                                + word
                                + "&reason="
                                + ArchiveAnswers.encode(reason));

        assertThat(found.toString()).contains(id, alice.name(), bob.name(), word);
        String export =
                operator.get(
                                "/operator/messages/export?user="
                                        + alice.name()
                                        + "&reason="
                                        + ArchiveAnswers.encode(reason))
                        .body();
        assertThat(export.lines().filter(line -> line.contains(id))).hasSize(1);
        assertThat(operator.json("/operator/audit?reason=checking").toString()).contains(reason);
    }

    @Test
    void anOperatorWithoutAReasonAndAPersonAreRefused() {
        HttpResponse<String> withoutReason = parley.operator().get("/operator/messages?text=x");
        HttpResponse<String> asPerson =
                ArchiveAnswers.as(alice).get("/operator/messages?text=x&reason=curious");

        assertThat(withoutReason.statusCode()).isEqualTo(400);
        assertThat(withoutReason.body()).contains("reason");
        assertThat(asPerson.statusCode()).isEqualTo(403);
    }
}
