package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mallory has an account like everybody else, and mosquitto. Alice and bob chat meanwhile. */
class AttackerIT {

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice");
    private final Person bob = parley.person("bob");
    private final Person mallory = parley.person("mallory");

    @BeforeEach
    void goOnline() {
        alice.online();
        bob.online();
    }

    @AfterEach
    void nobodyElseIsDisturbed() {
        aliceAndBobStillChat();
        assertThat(ArchiveAnswers.as(bob).sync())
                .as("nothing but alice's words reached the log")
                .allMatch(message -> message.path("message").asText().equals("still here"));
        List.of(alice, bob).forEach(Person::close);
    }

    private void aliceAndBobStillChat() {
        int before = bob.heardFrom(alice).size();
        String id = Messages.id();
        alice.says(bob, Messages.text(id, "still here"));
        await().until(() -> bob.heardFrom(alice).size() == before + 1);
        await().until(() -> alice.stored().contains(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/{bob}/{alice}",
                "chat/{bob}/server",
                "chat/{alice}/{bob}/receipt",
                "presence/{alice}/phone"
            })
    void speakingAsAnotherIsRefused(String template) {
        String topic = named(template);

        Mosquitto.Outcome refused =
                Mosquitto.publish(mallory, "shell", topic, "{\"message\":\"forged\"}", "-V", "5");

        assertThat(refused.output().toLowerCase(Locale.ROOT)).contains("not authorized");
        assertThat(bob.inbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+/+/+",
                "chat/#",
                "chat/+/+",
                "chat/{bob}/#",
                "chat/+/{bob}/#",
                "chat/{bob}/{alice}",
                "$SYS/#",
                "$share/x/chat/#",
                "$share/x/chat/{mallory}/#",
                "group/#",
                "presence/#",
                "presence/+"
            })
    void listeningToOthersIsRefused(String template) {
        try (Mosquitto ear = Mosquitto.subscribe(mallory, "ear", named(template), "-V", "5")) {
            await().until(ear::isAnswered);

            aliceAndBobStillChat();

            assertThat(ear.received()).isEmpty();
        }
    }

    @Test
    void anothersClientIdIsRefusedAndItsOwnerStaysConnected() {
        Mosquitto.Outcome refused =
                Mosquitto.publishAs(
                        bob.name() + ":phone",
                        mallory,
                        "chat/" + alice.name() + "/" + mallory.name(),
                        "{\"message\":\"x\"}");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(bob.isConnected()).isTrue();
    }

    private String named(String template) {
        return template.replace("{alice}", alice.name())
                .replace("{bob}", bob.name())
                .replace("{mallory}", mallory.name());
    }
}
