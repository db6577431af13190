package org.parley.cli.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.cli.Samples.ALICE;
import static org.parley.cli.Samples.ALICE_BOB;
import static org.parley.cli.Samples.id;
import static org.parley.cli.Samples.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.cli.json.Json;
import org.parley.contracts.DeviceId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

class OutboxTest {

    private static final DeviceId DEVICE = new DeviceId("cli-1");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("outbox.log");
    }

    @Test
    void aMessageWaitsAcrossRestartsUntilItIsDone() {
        opened(outbox -> add(outbox, 1));
        opened(outbox -> assertThat(outbox.isWaiting(id(1))).isTrue());
        opened(outbox -> assertThat(outbox.done(id(1))).isPresent());
        opened(outbox -> assertThat(outbox.size()).isZero());
    }

    @Test
    void messagesWaitInTheOrderInWhichTheyWereSaid() {
        opened(outbox -> {
            add(outbox, 3);
            add(outbox, 1);
            add(outbox, 2);
        });
        opened(outbox ->
                assertThat(outbox.waiting())
                        .extracting(Queued::id)
                        .containsExactly(id(3), id(1), id(2)));
    }

    @Test
    void thePayloadCarriesIdDeviceAndNumber() {
        Queued queued = answered(outbox -> add(outbox, 1));
        assertThat(Json.toMap(queued.payload()))
                .containsEntry("id", id(1).toString())
                .containsEntry("device", "cli-1")
                .containsEntry("n", 1L);
    }

    @Test
    void numbersGoOnAfterEverythingIsDoneAndTheFileIsShortAgain() throws IOException {
        opened(outbox -> {
            for (int i = 1; i <= 100; i++) {
                add(outbox, i);
                outbox.done(id(i));
            }
        });
        opened(outbox -> {});
        assertThat(Files.size(file)).isLessThan(200);
        opened(outbox -> assertThat(outbox.nextNumber(ALICE_BOB)).isEqualTo(101));
    }

    @Test
    void eachConversationCountsForItself() {
        opened(outbox -> {
            add(outbox, 1);
            var toCarol = new Topic.DirectMessage(new UserId("carol"), ALICE);
            assertThat(outbox.add(id(2), toCarol, Json.object().put("message", "x")).n())
                    .isEqualTo(1);
            assertThat(add(outbox, 3).n()).isEqualTo(2);
        });
    }

    @Test
    void aTornLastLineLosesOnlyWhatWasNeverPromised() throws IOException {
        opened(outbox -> {
            add(outbox, 1);
            add(outbox, 2);
        });
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));
        opened(outbox -> {
            assertThat(outbox.waiting()).extracting(Queued::id).containsExactly(id(1));
            assertThat(add(outbox, 3).n()).isEqualTo(2);
        });
    }

    @Test
    void whatIsDoneTwiceWasWaitingOnce() {
        opened(outbox -> {
            add(outbox, 1);
            assertThat(outbox.done(id(1))).isPresent();
            assertThat(outbox.done(id(1))).isEmpty();
        });
    }

    @Test
    void whatWaitsCanBeReadWhileTheOutboxIsOpen() {
        opened(outbox -> {
            add(outbox, 1);
            add(outbox, 2);
            outbox.done(id(1));
            assertThat(Outbox.waitingIn(file)).containsExactly(id(2));
        });
    }

    private static Queued add(Outbox outbox, int n) {
        return outbox.add(id(n), topic(ALICE), Json.object().put("message", "hi"));
    }

    private void opened(Consumer<Outbox> work) {
        try (Outbox outbox = Outbox.open(file, DEVICE)) {
            work.accept(outbox);
        }
    }

    private <T> T answered(Function<Outbox, T> work) {
        try (Outbox outbox = Outbox.open(file, DEVICE)) {
            return work.apply(outbox);
        }
    }
}
