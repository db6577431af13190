package org.parley.archive.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.InGroup;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.archive.ingest.MessageDoor;
import org.parley.archive.membership.AccessDoor;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.ReceiptSent;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class GroupReceiptIT {

    private static final int MEMBERS = 1_000;
    private static final Instant START = Instant.now().minusSeconds(3_600);

    @Inject AgroalDataSource dataSource;
    @Inject ReceiptWriter writer;
    private final MessageDoor archive = MessageDoor.open();
    private final AccessDoor access = AccessDoor.open();

    private final Log log = new Log(Stack.shared());
    private final String group = InGroup.aGroup();
    private final String author = "author-" + group.substring(28);
    private Rows rows;

    @BeforeEach
    void rows() throws Exception {
        rows = new Rows(dataSource::getConnection);
        access.keep(InGroup.joined(group, author, START, 1));
    }

    private Said says(String text) throws Exception {
        Said said = Said.by(author, group, text).receivedAt(START.plusSeconds(600));
        archive.keep(said);
        return said;
    }

    private ReceiptSent receipt(String from, Said upTo, String state, Instant at) {
        return new ReceiptSent(group, from, author, upTo.id(), state, null, at, null);
    }

    private List<String> told() {
        return log.withKey(KafkaTopic.OUTBOUND, author).stream()
                .map(ConsumerRecord::value)
                .filter(value -> value.contains("\"counts\""))
                .toList();
    }

    @Test
    void theAuthorIsToldHowManyOfAThousandByAFewNoticesAndNotByAThousand() throws Exception {
        InGroup[] members = new InGroup[MEMBERS];
        for (int i = 0; i < MEMBERS; i++)
            members[i] = InGroup.joined(group, "member-" + i, START, 2);
        access.keep(members);
        Said first = says("one");
        Said second = says("two");
        List<ReceiptSent> receipts = new ArrayList<>();
        for (InGroup member : members)
            receipts.add(receipt(member.user(), second, "delivered", Instant.now()));
        receipts.add(receipt("member-7", first, "read", Instant.now()));
        writer.write(receipts);

        String whole =
                "[\"%s\",1000,1,1000],[\"%s\",1000,0,1000]".formatted(first.id(), second.id());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(told())
                                .anySatisfy(notice ->
                                        assertThat(notice)
                                                .contains(
                                                        "\"topic\":\"chat/"
                                                                + author
                                                                + "/server/receipt\"")
                                                .contains("\"conversation\":\"" + group + "\"")
                                                .contains(whole)));
        assertThat(told()).hasSizeLessThan(5);
    }

    @Test
    void whoIsNotInItOrNoLongerChangesNothing() throws Exception {
        Said said = says("hello");
        InGroup bob = InGroup.joined(group, "bob", START, 2);
        Instant gone = Instant.now().minusSeconds(60);
        access.keep(bob.left(gone, 3));
        List<ReceiptSent> refused =
                writer.write(
                        List.of(
                                receipt("mallory", said, "read", Instant.now()),
                                receipt("bob", said, "read", Instant.now()),
                                receipt("bob", said, "delivered", gone.minusSeconds(1))));
        assertThat(refused).extracting(ReceiptSent::from).containsExactly("mallory", "bob");
        assertThat(rows.watermarks(group))
                .singleElement()
                .satisfies(mark ->
                        assertThat(mark)
                                .containsEntry("user_id", "bob")
                                .containsEntry("state", "delivered"));
    }

    @Test
    void aMembersReceiptOfWhatHeMayNotReadChangesNothing() throws Exception {
        Said early = says("before carol came");
        access.keep(InGroup.joined(group, "carol", Instant.now().minusSeconds(5), 2));
        writer.write(List.of(receipt("carol", early, "read", Instant.now())));
        assertThat(rows.watermarks(group)).isEmpty();
    }
}
