package org.parley.archive.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.archive.Said;

class ChangePlanTest {

    private static final MessageKey MESSAGE = new MessageKey(Said.freshId(), "alice_bob", "alice");

    @Test
    void theNewestEditByTheOrderOfTheLogWins() {
        ChangePlan plan = ChangePlan.of(List.of(edit(8, "later"), edit(7, "earlier")), text());

        assertThat(plan.edits()).hasSize(1);
        assertThat(plan.edits().get(MESSAGE).text()).isEqualTo("later");
    }

    @ParameterizedTest
    @CsvSource({"7,8", "8,7"})
    void aDeleteLeavesNoEdit(long edited, long deleted) {
        ChangePlan plan = ChangePlan.of(List.of(edit(edited, "x"), delete(deleted)), text());

        assertThat(plan.deleted()).containsExactly(MESSAGE);
        assertThat(plan.edits()).isEmpty();
    }

    @Test
    void anEditOfARemovedMessageIsEmptied() {
        ChangePlan plan = ChangePlan.of(List.of(edit(7, "x")), List.of(target("text", true)));

        assertThat(plan.hollow()).containsExactly(MESSAGE);
        assertThat(plan.edits()).isEmpty();
    }

    @Test
    void aChangeBeforeItsTargetWaits() {
        ChangePlan plan = ChangePlan.of(List.of(edit(7, "x"), delete(8)), List.of());

        assertThat(plan.early()).hasSize(2);
    }

    @Test
    void anothersMessageIsLeftAlone() {
        var anothers = new MessageKey(MESSAGE.id(), "alice_bob", "bob");
        ChangePlan plan =
                ChangePlan.of(
                        List.of(edit(7, "x"), delete(8)),
                        List.of(new ChangePlan.Target(anothers, "text", false)));

        assertThat(plan.refused()).hasSize(2);
        assertThat(plan.edits()).isEmpty();
        assertThat(plan.deleted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text,       true,  true",
        "attachment, true,  true",
        "call,       true,  true",
        "reaction,   false, true",
        "edit,       false, false",
        "delete,     false, false",
        "of-later,   true,  true"
    })
    void whatCanBeEditedAndDeleted(String type, boolean editable, boolean deletable) {
        List<ChangePlan.Target> target = List.of(target(type, false));

        assertThat(ChangePlan.of(List.of(edit(7, "x")), target).edits().isEmpty())
                .isNotEqualTo(editable);
        assertThat(ChangePlan.of(List.of(delete(7)), target).deleted().isEmpty())
                .isNotEqualTo(deletable);
    }

    private static List<ChangePlan.Target> text() {
        return List.of(target("text", false));
    }

    private static ChangePlan.Target target(String type, boolean removed) {
        return new ChangePlan.Target(MESSAGE, type, removed);
    }

    private static Change edit(long position, String text) {
        return change(position, false, text);
    }

    private static Change delete(long position) {
        return change(position, true, null);
    }

    private static Change change(long position, boolean delete, @Nullable String text) {
        var own = new MessageKey(UUID.randomUUID(), "alice_bob", "alice");
        return new Change(own, MESSAGE, position, delete, text, Instant.EPOCH, Instant.EPOCH);
    }
}
