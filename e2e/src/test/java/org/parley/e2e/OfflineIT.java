package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bob is away while alice writes. */
class OfflineIT {

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice");
    private final Person bob = parley.person("bob");

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
    }

    @Test
    void theBrokersSessionKeepsWhatCameMeanwhile() {
        bob.online().offline();

        List<String> sent = aliceWrites(20);
        bob.connect();

        await().untilAsserted(() -> assertThat(bob.heardFrom(alice)).isEqualTo(sent));
    }

    @Test
    void whenTheSessionIsGoneSyncHasEverything() {
        List<String> sent = aliceWrites(20);

        assertThat(ArchiveAnswers.as(bob).history(alice, bob)).isEqualTo(sent);
    }

    @Test
    void aSecondSyncBringsOnlyWhatIsNew() {
        aliceWrites(3);
        ArchiveAnswers archive = ArchiveAnswers.as(bob);
        String cursor = archive.json("/sync").path("cursor").asText();

        String id = Messages.id();
        alice.says(bob, Messages.text(id, "new"));
        await().until(() -> alice.stored().contains(id));

        String since = archive.json("/sync?after=" + ArchiveAnswers.encode(cursor)).toString();
        assertThat(since).contains(id).doesNotContain("message 0");
    }

    private List<String> aliceWrites(int count) {
        alice.online();
        List<String> ids = IntStream.range(0, count).mapToObj(i -> Messages.id()).toList();
        for (int i = 0; i < count; i++) alice.says(bob, Messages.text(ids.get(i), "message " + i));
        await().untilAsserted(() -> assertThat(alice.stored()).containsAll(ids));
        return IntStream.range(0, count).mapToObj(i -> "message " + i).toList();
    }
}
