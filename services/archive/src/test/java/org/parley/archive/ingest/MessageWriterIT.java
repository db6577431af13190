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
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.Rows;
import org.parley.archive.Said;

@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class MessageWriterIT {

    @Inject MessageWriter writer;
    @Inject MessageReader reader;
    @Inject AgroalDataSource dataSource;

    private Rows rows;
    private String alice;
    private String bob;

    @BeforeEach
    void newPeople() {
        rows = new Rows(dataSource::getConnection);
        String unique = UUID.randomUUID().toString().substring(0, 8);
        alice = "alice-" + unique;
        bob = "bob-" + unique;
    }

    @Test
    void theSameMessageThreeTimesIsOneRow() throws Exception {
        Said hi = say("hi");

        long first = write(hi, hi).getFirst().position();
        List<Archived> again = write(hi);

        assertThat(rows.messages(hi.conversation())).hasSize(1);
        assertThat(again)
                .singleElement()
                .satisfies(repeat -> {
                    assertThat(repeat.isNew()).isFalse();
                    assertThat(repeat.position()).isEqualTo(first);
                });
    }

    @Test
    void aRepeatIsRecognisedYearsAndManyMonthsLater() throws Exception {
        Said old = say("from 2021").at(Instant.parse("2021-07-01T12:00:00Z"));
        write(old);
        for (int month = 1; month <= 6; month++)
            write(say("later").at(Instant.parse("2022-0" + month + "-15T00:00:00Z")));

        assertThat(write(old).getFirst().isNew()).isFalse();
        assertThat(rows.messages(old.conversation())).hasSize(7);
        assertThat(tableOf(old)).isEqualTo("message_2021_07");
    }

    @Test
    void whatIsOlderThan2020HasOnePlace() throws Exception {
        Said early = say("2001").at(Instant.parse("2001-01-01T00:00:00Z"));
        write(early, early.at(Instant.parse("2019-12-31T23:59:59Z")));

        assertThat(rows.messages(early.conversation())).hasSize(2);
        assertThat(tableOf(early)).isEqualTo("message_before_2020");
    }

    @Test
    void positionsFollowTheOrderOfTheBatchAndNotOfTheIds() throws Exception {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 200; i++) said.add(say("m" + i).at(Instant.now().minusSeconds(i)));

        List<Archived> archived = write(said.toArray(Said[]::new));

        assertThat(archived).extracting(Archived::position).isSorted().doesNotHaveDuplicates();
        assertThat(rows.messages(said.getFirst().conversation()))
                .extracting(row -> row.get("id"))
                .containsExactlyElementsOf(said.stream().map(Said::id).toList());
    }

    @Test
    void nobodyTakesAnothersId() throws Exception {
        Said hi = say("hi");
        Said copied = Said.by(bob, alice, "mine").withId(hi.id());
        Said elsewhere = Said.by(alice, "carol", "there").withId(hi.id());

        write(copied, hi, elsewhere);

        assertThat(rows.messages(hi.conversation())).hasSize(2);
        assertThat(rows.messages(elsewhere.conversation())).hasSize(1);
    }

    @Test
    void bothAreMembersAndANoteToOneselfHasOne() throws Exception {
        Said hi = say("hi");
        Said note = Said.by(alice, alice, "note");
        write(hi, note);
        write(say("again"));

        assertThat(members(hi)).containsExactly(alice, bob);
        assertThat(members(note)).containsExactly(alice);
    }

    @Test
    void onlyWhatExpiredOnItsWayIsWithoutPayload() throws Exception {
        Said gone = say("gone").expiring(Instant.now().minusSeconds(1));
        Said stays = say("stays").expiring(Instant.now().plusSeconds(600));
        write(gone, stays);

        assertThat(rows.message(gone))
                .containsEntry("payload", null)
                .containsEntry("found", null)
                .containsEntry("removed_why", "expired");
        assertThat(rows.message(stays)).containsEntry("removed_why", null);
        assertThat((String) rows.message(stays).get("payload")).contains("stays");
    }

    private Said say(String text) {
        return Said.by(alice, bob, text);
    }

    private List<Object> members(Said said) {
        return new ArrayList<>(
                rows
                        .of(
                                "SELECT user_id FROM membership WHERE conversation = ? ORDER BY 1",
                                said.conversation())
                        .stream()
                        .map(row -> row.get("user_id"))
                        .toList());
    }

    private Object tableOf(Said said) {
        return String.valueOf(
                rows.of("SELECT tableoid::regclass::text AS t FROM message WHERE id = ?", said.id())
                        .getFirst()
                        .get("t"));
    }

    private List<Archived> write(Said... said) throws Exception {
        List<ArchivedMessage> messages = new ArrayList<>();
        for (Said one : Arrays.asList(said)) {
            byte[] json = one.json().getBytes(StandardCharsets.UTF_8);
            messages.add(reader.read(new ConsumerRecord<>("t", 0, 0, "k", json)));
        }
        return writer.write(messages);
    }
}
