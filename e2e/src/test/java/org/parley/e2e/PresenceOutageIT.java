package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.e2e.Presences.awaitNotHeld;
import static org.parley.e2e.Presences.phoneOf;
import static org.parley.e2e.Presences.sees;
import static org.parley.e2e.Presences.states;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Everybody is cut off at once: nobody is shown as gone who comes back. */
@Isolated("kills the broker")
class PresenceOutageIT {

    private final Parley parley = Parley.running();
    private final Person bob = parley.person("bob");

    @BeforeEach
    void theBrokerHasNotJustBeenStarted() {
        parley.awaitAllReady();
        awaitNotHeld(parley);
    }

    @AfterEach
    void hangUp() {
        bob.close();
    }

    @Test
    void aBrokerThatIsKilledIsNotSeenButByThoseWhoDoNotComeBack() throws Exception {
        try (Person watcher = parley.person("watcher").reconnecting();
                Person carol = parley.person("carol");
                Mosquitto phone = phoneOf(bob);
                RawPhone carols = new RawPhone(carol, "phone", 60).says("online")) {
            PresenceAnswers.as(bob).shows("everyone");
            PresenceAnswers.as(carol).shows("everyone");
            watcher.online();
            sees(watcher, bob);
            sees(watcher, carol);

            parley.kill("broker");
            parley.awaitReady("broker");
            Instant back = Instant.now();
            phone.dies();
            carols.isCut();
            await().ignoreExceptions()
                    .until(() -> {
                        mosquittoAgain();
                        return true;
                    });

            // 60 s, and a list each 5 s
            await().atMost(Duration.ofSeconds(65 + 30))
                    .untilAsserted(() ->
                            assertThat(states(watcher, carol).getLast()).isEqualTo("offline"));
            assertThat(Instant.now()).isAfter(back.plusSeconds(30));
            // Subscribing anew may have brought the same again.
            assertThat(states(watcher, bob)).containsOnly("online");
            // This one came back, and is killed now.
            again.dies();
            await().untilAsserted(
                            () -> assertThat(states(watcher, bob).getLast()).isEqualTo("offline"));
        }
    }

    private Mosquitto again;

    private void mosquittoAgain() {
        again = phoneOf(bob);
        await().atMost(Duration.ofSeconds(2)).until(() -> again.lines().isEmpty());
    }
}
