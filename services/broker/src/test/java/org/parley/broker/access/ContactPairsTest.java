package org.parley.broker.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.contracts.UserId;

class ContactPairsTest {

    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final UserId CAROL = new UserId("carol");

    private final ContactPairs pairs = new ContactPairs();

    private List<String> told() {
        List<String> told = new ArrayList<>();
        pairs.forEach((one, other) -> told.add(one + " " + other));
        return told;
    }

    @Test
    void aPairHasNoDirection() {
        pairs.add(BOB, ALICE);
        assertThat(pairs.has(ALICE, BOB)).isTrue();
        assertThat(pairs.has(BOB, ALICE)).isTrue();
        assertThat(pairs.has(ALICE, CAROL)).isFalse();
        assertThat(pairs.has(CAROL, new UserId("dave"))).isFalse();
        assertThat(told()).containsExactly("alice bob");
    }

    @Test
    void aRepeatChangesNothing() {
        pairs.add(ALICE, BOB);
        pairs.add(BOB, ALICE);
        assertThat(pairs.size()).isEqualTo(1);
        assertThat(pairs.remove(ALICE, BOB)).isTrue();
        assertThat(pairs.remove(ALICE, BOB)).isFalse();
        assertThat(pairs.remove(ALICE, CAROL)).isFalse();
        assertThat(pairs.size()).isZero();
        assertThat(told()).isEmpty();
    }

    @Test
    void whateverComesAndGoesItKnowsWhatASetKnows() {
        Random random = new Random(7);
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            int a = random.nextInt(300);
            int b = random.nextInt(300);
            if (a == b) continue;
            UserId one = new UserId("u" + Math.min(a, b));
            UserId other = new UserId("u" + Math.max(a, b));
            String pair = Math.min(a, b) + " " + Math.max(a, b);
            assertThat(pairs.has(one, other)).isEqualTo(expected.contains(pair));
            if (random.nextInt(100) < 40 + (i / 50_000) * 10)
                assertThat(pairs.remove(one, other)).isEqualTo(expected.remove(pair));
            else {
                pairs.add(one, other);
                expected.add(pair);
            }
            assertThat(pairs.size()).isEqualTo(expected.size());
        }
        assertThat(told()).hasSameSizeAs(expected).doesNotHaveDuplicates();
    }
}
