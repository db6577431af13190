package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alice makes a group with bob; mallory would like to be in it. */
class GroupsIT {

    /** From the REST answer to silence. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice");
    private final Person bob = parley.person("bob");
    private final Person mallory = parley.person("mallory");

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
        mallory.close();
    }

    @Test
    void membersHearOneAnotherAndTheArchiveHasEachMessageOnce() {
        String group = aliceAndBobsGroup();

        String id = alice.saysInGroup(group, "hello all");

        await().untilAsserted(() -> assertThat(bob.heardInGroup(group)).contains("hello all"));
        await().until(() -> alice.stored().contains(id));
        assertThat(texts(bob, group)).containsOnlyOnce("hello all");
        // The changes are told and archived like what people say.
        assertThat(ArchiveAnswers.as(bob).sync().toString()).contains("\"event\":\"added\"");
    }

    @Test
    void whoIsAddedWhileOfflineReceivesWhatIsSaidFromThenOn() {
        bob.online().offline();
        alice.online();
        GroupAnswers groups = GroupAnswers.as(alice);
        String group = groups.create("Chess");
        alice.hears(group);
        alice.saysInGroup(group, "before");

        groups.add(group, bob);
        pause(SILENCE);
        String id = alice.saysInGroup(group, "after");
        await().until(() -> alice.stored().contains(id));
        bob.connect();

        await().untilAsserted(() ->
                assertThat(bob.heardInGroup(group)).contains("after").doesNotContain("before"));
        assertThat(texts(bob, group)).contains("after").doesNotContain("before");
    }

    @Test
    void whoIsRemovedHearsNothingMoreByNoWay() {
        String group = aliceAndBobsGroup();
        String before = alice.saysInGroup(group, "all of us");
        await().until(() -> bob.heardInGroup(group).contains("all of us"));
        await().until(() -> alice.stored().contains(before));

        GroupAnswers.as(alice).remove(group, bob);
        pause(SILENCE);
        String after = alice.saysInGroup(group, "without bob");
        await().until(() -> alice.stored().contains(after));

        assertThatThrownBy(() -> bob.subscribe("group/" + group + "/#"))
                .isInstanceOf(Mqtt5SubAckException.class);
        assertThatThrownBy(() -> bob.saysInGroup(group, "still here?"))
                .isInstanceOf(Mqtt5PubAckException.class);
        bob.offline();
        bob.connect();
        pause(SILENCE);
        assertThat(bob.heardInGroup(group)).doesNotContain("without bob");
        ArchiveAnswers archive = ArchiveAnswers.as(bob);
        assertThat(texts(bob, group)).contains("all of us").doesNotContain("without bob");
        assertThat(archive.get("/conversations/" + group + "/messages").body())
                .contains("all of us")
                .doesNotContain("without bob");
        assertThat(archive.json("/search?q=without").toString()).doesNotContain("without bob");
        assertThat(archive.get("/messages/" + after).statusCode()).isEqualTo(404);
        await().untilAsserted(() -> assertThat(bob.notices().toString()).contains("group-removed"));
    }

    @Test
    void aStrangerCannotTellAGroupFromNone() {
        String group = aliceAndBobsGroup();
        String none = "g-01935d3e-7f00-7abc-8def-0123456789ab";
        alice.saysInGroup(group, "our secret");
        mallory.online();

        GroupAnswers groups = GroupAnswers.as(mallory);
        assertThat(groups.send("GET", "/groups/" + group, "").body())
                .isEqualTo(groups.send("GET", "/groups/" + none, "").body());
        ArchiveAnswers archive = ArchiveAnswers.as(mallory);
        assertThat(archive.get("/conversations/" + group + "/messages").statusCode())
                .isEqualTo(404);
        assertThat(refusal(group)).isEqualTo(refusal(none));
        assertThatThrownBy(() -> mallory.subscribe("group/" + group + "/#"))
                .isInstanceOf(Mqtt5SubAckException.class);
        assertThat(mallory.heardInGroup(group)).isEmpty();
    }

    private String refusal(String group) {
        try {
            mallory.saysInGroup(group, "let me in");
            return "";
        } catch (Mqtt5PubAckException e) {
            return e.getMqttMessage().getReasonCode()
                    + String.valueOf(e.getMqttMessage().getReasonString());
        }
    }

    @Test
    void whoIsBlockedIsRefusedInTheSameWordsAsAnybodyAndNeverArchived() {
        bob.online();
        mallory.online();
        GroupAnswers.as(bob).block(mallory);

        await().ignoreExceptionsInstanceOf(IllegalStateException.class)
                .untilAsserted(() ->
                        assertThatThrownBy(() ->
                                        mallory.says(bob, Messages.text(Messages.id(), "hey bob")))
                                .isInstanceOfSatisfying(
                                        Mqtt5PubAckException.class,
                                        e ->
                                                assertThat(
                                                                e.getMqttMessage()
                                                                        .getReasonString()
                                                                        .toString())
                                                        .contains("you may not write there")
                                                        .doesNotContain("block")));
        int heard = bob.heardFrom(mallory).size();
        assertThatThrownBy(() -> mallory.says(bob, Messages.text(Messages.id(), "hey again")))
                .isInstanceOf(Mqtt5PubAckException.class);
        String id = Messages.id();
        bob.says(mallory, Messages.text(id, "I may write"));
        await().until(() -> bob.stored().contains(id));

        assertThat(bob.heardFrom(mallory)).hasSize(heard);
        assertThat(ArchiveAnswers.as(bob).history(bob, mallory)).doesNotContain("hey again");
    }

    private String aliceAndBobsGroup() {
        alice.online();
        bob.online();
        String group = GroupAnswers.as(alice).create("Chess", bob);
        alice.hears(group);
        bob.hears(group);
        return group;
    }

    private static List<String> texts(Person person, String group) {
        return ArchiveAnswers.as(person).sync().stream()
                .filter(m -> m.path("conversation").asText().equals(group))
                .map(m -> m.path("message").asText())
                .toList();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
