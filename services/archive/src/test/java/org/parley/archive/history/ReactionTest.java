package org.parley.archive.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.archive.history.Reaction.Said;

class ReactionTest {

    private final UUID target = new UUID(0, 1);

    private Said said(String user, String emoji, long position) {
        return new Said(target, user, emoji, position);
    }

    @Test
    void usersOfOneEmojiStandTogether() {
        assertThat(Reaction.fold(List.of(said("bob", "👍", 2), said("alice", "👍", 1))))
                .containsEntry(target, List.of(new Reaction("👍", List.of("alice", "bob"))));
    }

    @Test
    void theNewestOfAUserCountsInWhateverOrderTheyCome() {
        assertThat(Reaction.fold(List.of(said("bob", "❤", 2), said("bob", "👍", 1))))
                .containsEntry(target, List.of(new Reaction("❤", List.of("bob"))));
    }

    @Test
    void anEmptyOneTakesItBack() {
        assertThat(Reaction.fold(List.of(said("bob", "👍", 1), said("bob", "", 2)))).isEmpty();
    }

    @Test
    void emojiStandInTheOrderInWhichTheyWereChosen() {
        var folded =
                Reaction.fold(List.of(said("a", "👍", 1), said("b", "❤", 2), said("c", "👍", 3)));
        assertThat(folded.get(target)).extracting(Reaction::emoji).containsExactly("👍", "❤");
    }

    @Test
    void eachMessageHasItsOwn() {
        UUID other = new UUID(0, 2);
        assertThat(Reaction.fold(List.of(said("a", "👍", 1), new Said(other, "a", "❤", 2))))
                .containsOnlyKeys(target, other);
    }
}
