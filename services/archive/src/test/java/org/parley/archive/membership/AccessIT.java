package org.parley.archive.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.InGroup;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.contracts.KafkaTopic;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class AccessIT {

    private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");

    private final AccessDoor access = AccessDoor.open();

    private final Log log = new Log(Stack.shared());
    private final String group = InGroup.aGroup();
    private Rows rows;

    @BeforeEach
    void rows() {
        rows = Rows.underTest();
    }

    private void write(InGroup... members) {
        for (InGroup member : members) log.write(KafkaTopic.ACCESS, member.key(), member.json());
    }

    private List<Map<String, @Nullable Object>> members() {
        return rows.of(
                "SELECT user_id, role, version, seen::text AS seen, change FROM membership"
                        + " WHERE conversation = ? ORDER BY user_id",
                group);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }

    @Test
    void theLogMakesMembersAlsoAfterWhatIsNoRecord() {
        InGroup bob = InGroup.joined(group, "bob", MORNING, 2);
        log.write(KafkaTopic.ACCESS, bob.key(), "{\"no\":");
        write(bob, InGroup.joined(group, "carol", MORNING, 2));
        soon().untilAsserted(() -> assertThat(members()).hasSize(2));
        assertThat(members().getFirst())
                .containsEntry("user_id", "bob")
                .containsEntry("role", "member");
        soon().untilAsserted(() ->
                assertThat(log.withKey(KafkaTopic.REJECTED, bob.key()))
                        .singleElement()
                        .satisfies(letter ->
                                assertThat(letter.value()).contains("not a GroupMember")));
    }

    @Test
    void theLogReadAgainChangesNothingAndMovesNoPosition() {
        InGroup joined = InGroup.joined(group, "bob", MORNING, 2);
        InGroup left = joined.left(MORNING.plusSeconds(60), 4);
        InGroup last = InGroup.joined(group, "carol", MORNING, 5);
        write(joined, left, last);
        soon().untilAsserted(() -> assertThat(members()).hasSize(2));
        var before = members();
        InGroup dora = InGroup.joined(group, "dora", MORNING, 6);
        write(joined, left, last, joined, dora);
        soon().untilAsserted(() -> assertThat(members()).hasSize(3));
        assertThat(members().subList(0, 2)).isEqualTo(before);
        assertThat(before.getFirst()).containsEntry("role", null).containsEntry("version", 4L);
    }

    @Test
    void aTableThatIsLostIsMadeAgainByTheLog() throws Exception {
        InGroup joined = InGroup.joined(group, "bob", MORNING, 2);
        InGroup back = joined.left(MORNING.plusSeconds(60), 4).cameBack(MORNING.plusSeconds(90), 6);
        access.keep(joined);
        access.keep(back);
        var before =
                rows.of("SELECT seen::text, role FROM membership WHERE conversation = ?", group);
        rows.change("DELETE FROM membership WHERE conversation = ?", group);
        access.keep(joined, back, joined);
        assertThat(rows.of("SELECT seen::text, role FROM membership WHERE conversation = ?", group))
                .isEqualTo(before);
    }

    @Test
    void aMessageOfAThousandMembersIsOneRow() throws Exception {
        InGroup[] members = new InGroup[1_000];
        for (int i = 0; i < members.length; i++)
            members[i] = InGroup.joined(group, "user-" + i, MORNING, 2);
        assertThat(access.keep(members)).isEqualTo(1_000);
        Said hello = Said.by("user-7", group, "hello all");
        log.write(KafkaTopic.MESSAGES, group, hello.json());
        soon().until(() -> !rows.messages(group).isEmpty());
        assertThat(rows.messages(group))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("found", "'@" + group + "' 'all' 'hello'"));
    }
}
