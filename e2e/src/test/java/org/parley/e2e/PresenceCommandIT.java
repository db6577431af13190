package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code ./parley who} and presence in {@code ./parley chat}, as their users run them. */
@ResourceLock("the terminals of alice, bob and carol")
class PresenceCommandIT {

    @AfterEach
    void asBefore() throws Exception {
        Cli.parley("bob", "", "who", "--show-me-to", "contacts");
    }

    @Test
    void whoIsThereIsSeenInTheChatAndByWho() throws Exception {
        Cli.parley("bob", "", "who", "--show-me-to", "everyone");
        CompletableFuture<String> bobs =
                inBackground("bob", "hello\n", "chat", "alice", "--json", "--listen", "30");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Cli.parley("alice", "", "who", "bob").contains("online"));

        String alices = Cli.parley("alice", "", "chat", "bob", "--json", "--listen", "5");

        assertThat(alices).contains("\"event\":\"presence\",\"user\":\"bob\",\"state\":\"online\"");
        assertThat(Cli.parley("carol", "", "who", "bob", "nobody-at-all"))
                .containsPattern("bob +online")
                .containsPattern("nobody-at-all +not to be seen");
        assertThat(bobs.get()).contains("\"event\":\"stored\"");
        await().atMost(Duration.ofSeconds(90))
                .until(() -> Cli.parley("alice", "", "who", "bob").contains("last seen today"));
    }

    private static CompletableFuture<String> inBackground(
            String as, String input, String... words) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Cli.parley(as, input, words);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whoHidesIsNotToBeSeen() throws Exception {
        assertThat(Cli.parley("bob", "", "who", "--show-me-to", "nobody")).contains("nobody");

        assertThat(Cli.parley("alice", "", "who", "bob", "--json"))
                .contains("{\"user\":\"bob\",\"state\":null}");
        assertThat(Cli.parley("bob", "", "who")).contains("nobody");
        assertThat(Cli.run("bob", "", "who", "--show-me-to", "friends")).isEqualTo(6);
    }
}
