package org.parley.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.cli.Samples.ALICE;
import static org.parley.cli.Samples.ALICE_BOB;
import static org.parley.cli.Samples.BOB;
import static org.parley.cli.Samples.archived;
import static org.parley.cli.Samples.id;
import static org.parley.cli.Samples.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.conversation.Tick;

class DeviceStoreTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("messages.log");
    }

    @Test
    void messagesTicksAndCursorAreThereAfterARestart() {
        opened(store -> {
            store.merge(message(ALICE, 1, "hi"));
            store.merge(archived(message(BOB, 2, "ho"), 2));
            store.stored(ALICE_BOB, id(1), 1);
            store.reached(ALICE_BOB, "bob", Reach.READ, id(1));
            store.cursor("c1");
        });
        opened(store -> {
            var conversation = store.conversation(ALICE_BOB);
            assertThat(conversation.shown()).extracting(Message::text).containsExactly("hi", "ho");
            assertThat(conversation.tick(id(1))).isEqualTo(Tick.READ);
            assertThat(store.cursor()).contains("c1");
        });
    }

    @Test
    void aReceiptForAMessageThatIsStillToComeSurvivesARestart() {
        opened(store -> store.reached(ALICE_BOB, "bob", Reach.READ, id(1)));
        opened(store -> {
            store.merge(message(ALICE, 1, "late"));
            assertThat(store.conversation(ALICE_BOB).tick(id(1))).isEqualTo(Tick.READ);
        });
    }

    @Test
    void repeatsDoNotMakeTheFileLonger() throws IOException {
        opened(store -> store.merge(message(BOB, 1, "hi")));
        long size = Files.size(file);
        opened(store -> {
            store.merge(message(BOB, 1, "hi"));
            store.merge(message(BOB, 1, "hi"));
        });
        assertThat(Files.size(file)).isEqualTo(size);
    }

    @Test
    void aCorruptTailCostsOnlyTheTail() throws IOException {
        opened(store -> {
            store.merge(message(BOB, 1, "kept"));
            store.cursor("c1");
        });
        Files.writeString(file, "00000000 {\"kind\":\"cur", StandardOpenOption.APPEND);
        opened(store -> {
            assertThat(store.conversation(ALICE_BOB).knows(id(1))).isTrue();
            assertThat(store.cursor()).contains("c1");
            store.merge(message(BOB, 2, "and on"));
        });
        opened(store -> assertThat(store.conversation(ALICE_BOB).knows(id(2))).isTrue());
    }

    @Test
    void aLongHistoryOfChangesIsShortenedAndSaysTheSame() throws IOException {
        opened(store -> {
            store.merge(message(BOB, 1, "hi"));
            for (int i = 1; i <= 1_200; i++) store.cursor("cursor " + i);
        });
        long before = Files.size(file);
        opened(store -> assertThat(store.cursor()).contains("cursor 1200"));
        assertThat(Files.size(file)).isLessThan(before / 100);
        opened(store -> assertThat(store.conversation(ALICE_BOB).knows(id(1))).isTrue());
    }

    private void opened(Consumer<DeviceStore> work) {
        try (DeviceStore store = DeviceStore.open(file, ALICE)) {
            work.accept(store);
        }
    }
}
