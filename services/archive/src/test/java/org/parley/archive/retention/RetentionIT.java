package org.parley.archive.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.contracts.KafkaTopic;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class RetentionIT {

    @Inject AgroalDataSource dataSource;
    @Inject Sweeper sweeper;
    @Inject Retention retention;

    private final Log log = new Log(Stack.shared());
    private Rows rows;
    private Said hi;

    @BeforeEach
    void aMessage() {
        rows = new Rows(dataSource::getConnection);
        String unique = UUID.randomUUID().toString().substring(0, 8);
        hi = Said.by("alice-" + unique, "bob-" + unique, "secret");
    }

    @Test
    void whatExpiresLosesItsTextAndItsEditsDoToo() throws Exception {
        Said shortLived = hi.expiring(Instant.now().plusSeconds(600));
        Said edit = shortLived.edit("secret too");
        Said other = Said.by(hi.from(), hi.to(), "stays");
        archive(shortLived, edit, other);
        rows.change(
                "UPDATE message SET expires_at = now() - interval '1 s' WHERE id = ?",
                shortLived.id());

        sweeper.sweep();

        assertThat(rows.message(shortLived))
                .containsEntry("payload", null)
                .containsEntry("edited_text", null)
                .containsEntry("found", null)
                .containsEntry("removed_why", "expired");
        assertThat(rows.message(edit)).containsEntry("payload", null);
        assertThat(rows.message(other)).containsEntry("removed_why", null);
    }

    @Test
    void monthsBeforeTheLimitAreDroppedAndComeBackWhenAsked() throws Exception {
        Said old = hi.at(Instant.parse("2020-03-15T00:00:00Z"));
        Said young = Said.by(hi.from(), hi.to(), "young");
        archive(old, young);

        retention.dropBefore(Instant.parse("2020-05-01T00:00:00Z"));
        assertThat(rows.messages(hi.conversation())).hasSize(1);

        archive(old.withId(Said.by("a", "b", "").at(Instant.parse("2020-03-16T00:00:00Z")).id()));
        assertThat(rows.messages(hi.conversation())).hasSize(2);
    }

    @Test
    void aMonthThatAnotherInstanceDroppedIsMadeAgain() {
        Said old = hi.at(Instant.parse("2020-06-15T00:00:00Z"));
        archive(old);
        rows.change("DROP TABLE message_2020_06");

        archive(old);
        assertThat(rows.messages(hi.conversation())).hasSize(1);
    }

    private void archive(Said... said) {
        for (Said one : said) log.write(KafkaTopic.MESSAGES, one.conversation(), one.json());
        for (Said one : said)
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            rows.count("SELECT count(*) FROM message WHERE id = ?", one.id()) == 1);
    }
}
