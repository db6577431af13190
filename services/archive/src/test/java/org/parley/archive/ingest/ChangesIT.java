package org.parley.archive.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.Rows;
import org.parley.archive.Said;

@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class ChangesIT {

    @Inject MessageWriter writer;
    @Inject MessageReader reader;
    @Inject AgroalDataSource dataSource;

    private Rows rows;
    private Said hi;

    @BeforeEach
    void aMessage() {
        rows = new Rows(dataSource::getConnection);
        String unique = UUID.randomUUID().toString().substring(0, 8);
        hi = Said.by("alice-" + unique, "bob-" + unique, "original");
    }

    @Test
    void anEditGivesTheNewTextAndIsFoundByIt() throws Exception {
        write(hi);
        write(hi.edit("corrected"));

        assertThat(message(hi)).containsEntry("edited_text", "corrected");
        assertThat(message(hi).get("edited_at")).isNotNull();
        assertThat(text(hi, "found")).contains("corrected").doesNotContain("original");
        assertThat(text(hi, "payload")).contains("original");
        assertThat(rows.messages(hi.conversation())).hasSize(2);
    }

    @Test
    void theNewestEditWinsAlsoWithinOneBatch() throws Exception {
        write(hi, hi.edit("one"), hi.edit("two"), hi.edit("three"));

        assertThat(message(hi)).containsEntry("edited_text", "three");
    }

    @Test
    void aRepeatedOldEditChangesNothing() throws Exception {
        Said one = hi.edit("one");
        write(hi, one);
        write(hi.edit("two"));
        write(one);

        assertThat(message(hi)).containsEntry("edited_text", "two");
    }

    @Test
    void editsBeforeTheirMessageAreAppliedWhenItComes() throws Exception {
        write(hi.edit("one"));
        write(hi.edit("two"));
        write(hi);

        assertThat(message(hi)).containsEntry("edited_text", "two");
        assertThat(pending(hi)).isZero();
    }

    @Test
    void aDeleteBeforeItsMessageLeavesNothingOfIt() throws Exception {
        Said edit = hi.edit("edited");
        write(hi.delete(), edit);
        write(hi);

        assertEmptied(hi);
        assertEmptied(edit);
    }

    @Test
    void aDeletedMessageAndItsEditsLoseTheirText() throws Exception {
        Said before = hi.edit("before");
        write(hi, before);
        write(hi.delete());
        Said after = hi.edit("after");
        write(after);

        assertEmptied(hi);
        assertEmptied(before);
        assertEmptied(after);
        assertThat(message(hi).get("position")).isNotNull();
    }

    @Test
    void anEditOfWhatHasExpiredGoesToo() throws Exception {
        Said gone = hi.expiring(Instant.now().minusSeconds(1));
        Said edit = gone.edit("late");
        write(gone, edit);

        assertThat(message(edit))
                .containsEntry("payload", null)
                .containsEntry("removed_why", "expired");
    }

    @Test
    void anothersMessageStaysAsItIs() throws Exception {
        Said foreignEdit = Said.by(hi.to(), hi.from(), "forged").as("edit", hi.id());
        Said foreignDelete = Said.by(hi.to(), hi.from(), "").as("delete", hi.id());
        write(foreignEdit);
        write(hi);
        write(foreignEdit.withId(Said.freshId()), foreignDelete);

        assertThat(message(hi))
                .containsEntry("edited_text", null)
                .containsEntry("removed_why", null);
    }

    @Test
    void theSameIdInAnotherConversationStaysAsItIs() throws Exception {
        Said elsewhere = Said.by(hi.from(), "carol", "there").withId(hi.id());
        write(hi, elsewhere);
        write(hi.delete());

        assertThat(rows.messages(elsewhere.conversation()))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("removed_why", null));
    }

    @Test
    void aReactionIsTakenBackByADelete() throws Exception {
        Said thumb = Said.by(hi.to(), hi.from(), "👍").as("reaction", hi.id());
        write(hi, thumb);
        write(thumb.delete());

        assertEmptied(thumb);
        assertThat(message(hi)).containsEntry("removed_why", null);
    }

    private void assertEmptied(Said said) {
        assertThat(message(said))
                .containsEntry("payload", null)
                .containsEntry("edited_text", null)
                .containsEntry("found", null)
                .containsEntry("removed_why", "deleted");
    }

    private Map<String, @Nullable Object> message(Said said) {
        return rows.of(
                        "SELECT *, words::text AS found FROM message"
                                + " WHERE id = ? AND conversation = ? AND sender = ?",
                        said.id(),
                        said.conversation(),
                        said.from())
                .getFirst();
    }

    private String text(Said said, String column) {
        return String.valueOf(message(said).get(column));
    }

    private long pending(Said said) {
        return rows.count(
                "SELECT count(*) FROM pending_change WHERE conversation = ?", said.conversation());
    }

    private void write(Said... said) throws Exception {
        List<ArchivedMessage> messages = new ArrayList<>();
        for (Said one : Arrays.asList(said)) {
            byte[] json = one.json().getBytes(StandardCharsets.UTF_8);
            messages.add(reader.read(new ConsumerRecord<>("t", 0, 0, "k", json)));
        }
        writer.write(messages);
    }
}
