package org.parley.archive.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.InGroup;
import org.parley.archive.membership.Access.Member;
import org.parley.archive.ordered.RefusedException;

class AccessReaderTest {

    private static final String GROUP = "g-01jd8x4v9zq2m3n4p5r6s7t8v9";
    private static final String KEY = "member/" + GROUP + "/bob";

    private final AccessReader reader =
            new AccessReader(
                    new ObjectMapper()
                            .registerModule(new JavaTimeModule())
                            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));

    @Test
    void twoPeriodsAreOneValueOfPostgresCutToMicroseconds() throws Exception {
        String json =
                """
                {"group":"%s","user":"bob","role":"admin","version":7,"later":"unknown","periods":[
                  {"from":"2026-11-20T08:00:00Z","until":"2026-11-21T19:30:00.123456789Z"},
                  {"from":"2026-11-23T08:00:00.123Z"}]}
                """
                        .formatted(GROUP);
        assertThat(reader.read(AccessDoor.record(KEY, json)))
                .contains(
                        new Member(
                                "bob",
                                GROUP,
                                "{[2026-11-20T08:00:00Z,2026-11-21T19:30:00.123456Z),"
                                        + "[2026-11-23T08:00:00.123Z,)}",
                                Instant.parse("2026-11-20T08:00:00Z"),
                                "admin",
                                7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block/alice/bob",
                "presence/alice",
                "contact/alice/bob",
                "poll/whatever",
                "something-newer"
            })
    void whatIsNothingToTheArchiveIsPassedOver(String key) throws Exception {
        assertThat(reader.read(new ConsumerRecord<>("t", 0, 0, key, null))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"no":                                                       | not a GroupMember
                    null                                                         | the record is null
                    {"group":"GROUP","user":"carol","periods":[],"version":1}    | the key says
                    {"group":"GROUP","user":"bob","version":1,"periods":[{"from":"2026-11-21T08:00:00Z","until":"2026-11-20T08:00:00Z"}]} | must not end before it begins
                    {"group":"GROUP","user":"bob","version":1,"periods":[{"from":"-100000-11-21T08:00:00Z"}]} | between 1970 and 9999
                    {"group":"GROUP","user":"bob","version":1,"periods":[{}]}    | between 1970 and 9999
                    """)
    void whatBreaksARuleIsRefusedAndSaysWhich(String json, String rule) {
        assertThatThrownBy(() -> reader.read(AccessDoor.record(KEY, json.replace("GROUP", GROUP))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void aMembersRecordWithoutAValueIsRefused() {
        assertThatThrownBy(() -> reader.read(new ConsumerRecord<>("t", 0, 0, KEY, null)))
                .hasMessageContaining("has no value");
    }

    @Test
    void ofABatchTheNewestOfEachMemberCountsHoweverItCame() throws Exception {
        Instant from = Instant.parse("2026-11-20T08:00:00Z");
        InGroup joined = InGroup.joined(GROUP, "bob", from, 3);
        InGroup left = joined.left(from.plusSeconds(60), 5);
        InGroup carol = InGroup.joined(GROUP, "carol", from, 4);
        assertThat(AccessWriter.newest(List.of(read(left), read(carol), read(joined))))
                .containsExactly((Member) read(left), (Member) read(carol));
    }

    private Access read(InGroup member) throws Exception {
        return reader.read(AccessDoor.record(member.key(), member.json())).orElseThrow();
    }
}
