package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Topic.Message TO_BOB =
            new Topic.DirectMessage(new UserId("bob"), new UserId("alice"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ARTICLE =
            """
            {"from":"alice","to":"bob","message":"Hello, how are you?","timestamp":"2021-07-01T12:00:00Z"}\
            """;

    @Test
    void theArticlesObjectIsAMessage() {
        MessageSent sent = accepted(ARTICLE);

        assertThat(sent.conversation()).isEqualTo("alice_bob");
        assertThat(sent.from()).isEqualTo("alice");
        assertThat(sent.to()).isEqualTo("bob");
        assertThat(sent.type()).isEqualTo("text");
        assertThat(sent.timestamp()).isEqualTo("2021-07-01T12:00:00Z");
        assertThat(sent.receivedAt()).isEqualTo(NOW);
        assertThat(sent.id().version()).isEqualTo(8);
        assertThat(accepted(ARTICLE).id()).isEqualTo(sent.id());
    }

    @Test
    void withoutIdAndTimestampTwoTimesHiAreTwoMessages() {
        assertThat(accepted("{'message':'hi'}").id())
                .isNotEqualTo(accepted("{'message':'hi'}").id());
    }

    @Test
    void theClientsOwnIdIsKept() {
        MessageSent sent = accepted("{'id':'01935D3E-7F00-7ABC-8DEF-0123456789AB','message':'hi'}");

        assertThat(sent.id()).isEqualTo(UUID.fromString("01935d3e-7f00-7abc-8def-0123456789ab"));
    }

    @Test
    void unknownMembersAreKept() {
        assertThat(accepted("{'message':'hi','mood':{'x':[1]}}").payload())
                .containsEntry("mood", Map.of("x", java.util.List.of(1)));
    }

    @Test
    void expiryIsCountedFromReceipt() {
        assertThat(accepted("{'message':'hi','expires':60}").expiresAt())
                .isEqualTo("2026-11-23T08:01:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'message':''}",
                "{'attachment':{'url':'x'}}",
                "{'ref':'01935d3e-7f00-7abc-8def-0123456789ab'}",
                "{'ref':'017a61f0-aa00-83a8-a292-19df48a60f8a','message':'a reply'}",
                "{'type':'edit','ref':'01935d3e-7f00-7abc-8def-0123456789ab','message':'x'}",
                "{'type':'delete','ref':'01935d3e-7f00-7abc-8def-0123456789ab'}",
                "{'type':'reaction','ref':'01935d3e-7f00-7abc-8def-0123456789ab','message':'👍'}",
                "{'type':'reaction','ref':'01935d3e-7f00-7abc-8def-0123456789ab','message':''}",
                "{'message':'hi','mentions':['bob','carol']}",
                "{'message':'hi','device':'Pixel-9','n':1}",
                "{'message':'hi','timestamp':'2026-11-24T07:59:59+00:00'}",
                "{'message':'hi','timestamp':null,'id':null}",
                "{'message':'\\ud83d\\ude00'}",
            })
    void aMessage(String json) {
        assertThat(check(json)).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                         | one of message, attachment, ref must be present
                    {'text':'hi'}                              | one of message, attachment, ref must be present
                    {'message':7}                              | message is 7; it must be a string
                    {'message':{}}                             | message is {}; it must be a string
                    {'message':'hi','from':'bob'}              | from is "bob"; the topic says alice
                    {'message':'hi','to':'carol'}              | to is "carol"; the topic says bob
                    {'message':'hi','from':1}                  | from is 1; it must be a string
                    {'message':'hi','type':'shout'}            | type is "shout"; it must be one of text, edit, delete, reaction, attachment, location, contact, call
                    {'message':'hi','type':'system'}           | type is "system"; it must be one of text, edit, delete, reaction, attachment, location, contact, call
                    {'message':'hi','type':'TEXT'}             | type is "TEXT"; it must be one of text, edit, delete, reaction, attachment, location, contact, call
                    {'message':'hi','id':'1'}                  | id is "1"; an id is a UUIDv7 (RFC 9562)
                    {'message':'hi','id':'f47ac10b-58cc-4372-a567-0e02b2c3d479'} | id is "f47ac10b-58cc-4372-a567-0e02b2c3d479"; an id is a UUIDv7 (RFC 9562)
                    {'message':'hi','id':'017a61f0-aa00-83a8-a292-19df48a60f8a'} | id is "017a61f0-aa00-83a8-a292-19df48a60f8a"; an id is a UUIDv7 (RFC 9562)
                    {'message':'hi','id':'ffffffff-ffff-7abc-8def-0123456789ab'} | id is "ffffffff-ffff-7abc-8def-0123456789ab", a time of +10889-08-02T05:31:50.655Z; it must lie between 2000 and 24 hours from now
                    {'message':'hi','id':'00000000-0000-7abc-8def-0123456789ab'} | id is "00000000-0000-7abc-8def-0123456789ab", a time of 1970-01-01T00:00:00Z; it must lie between 2000 and 24 hours from now
                    {'message':'hi','timestamp':'yesterday'}   | timestamp is "yesterday"; it must be an RFC 3339 time such as 2021-07-01T12:00:00Z
                    {'message':'hi','timestamp':1637}          | timestamp is 1637; it must be a string
                    {'message':'hi','timestamp':'1999-12-31T23:59:59Z'} | timestamp is "1999-12-31T23:59:59Z", a time of 1999-12-31T23:59:59Z; it must lie between 2000 and 24 hours from now
                    {'message':'hi','timestamp':'2026-11-24T08:00:01Z'} | timestamp is "2026-11-24T08:00:01Z", a time of 2026-11-24T08:00:01Z; it must lie between 2000 and 24 hours from now
                    {'message':'hi','timestamp':'+999999999-01-01T00:00:00Z'} | timestamp is "+999999999-01-01T00:00:00Z", a time of +999999999-01-01T00:00:00Z; it must lie between 2000 and 24 hours from now
                    {'message':'hi','ref':'x'}                 | ref is "x"; an id is a UUIDv7 (RFC 9562)
                    {'message':'hi','type':'edit'}             | ref is missing; a message of type edit needs it
                    {'message':'hi','type':'delete'}           | ref is missing; a message of type delete needs it
                    {'type':'reaction','ref':'01935d3e-7f00-7abc-8def-0123456789ab'} | message is missing; a message of type reaction needs it
                    {'message':'hi','expires':0}               | expires is 0; it must be a whole number from 1 to 31536000
                    {'message':'hi','expires':1.5}             | expires is 1.5; it must be a whole number from 1 to 31536000
                    {'message':'hi','expires':'60'}            | expires is "60"; it must be a whole number from 1 to 31536000
                    {'message':'hi','n':0}                     | n is 0; it must be a whole number from 1 to 9223372036854775807
                    {'message':'hi','device':'a_b'}            | device is "a_b"; a device is [A-Za-z0-9-]{1,64}
                    {'message':'hi','attachment':'x'}          | attachment is "x"; it must be an object
                    {'message':'hi','mentions':'bob'}          | mentions must be an array of at most 1024 users
                    {'message':'hi','mentions':['Bob']}        | mentions has "Bob"; a user is [a-z0-9][a-z0-9.@-]{0,63}, not 'server' and not 'service-account-…'
                    {'message':'a\\u0000b'}                    | a string contains U+0000; it must not
                    {'message':'a','x':{'y':['\\u0000']}}      | a string contains U+0000; it must not
                    {'message':'a','\\u0000':1}                | a string contains U+0000; it must not
                    {'message':'\\ud83d'}                      | a string contains half of a surrogate pair; it must not
                    {'message':'\\ude00\\ud83d'}               | a string contains half of a surrogate pair; it must not
                    """)
    void noMessageAndWhy(String json, String reason) {
        assertThat(check(json)).isEqualTo(new Verdict.Rejected<MessageSent>(reason));
    }

    @Test
    void aLongValueIsCutInTheReason() {
        String json = "{'message':'hi','id':'" + "x".repeat(60_000) + "'}";

        assertThat(check(json).toString().length()).isLessThan(200);
    }

    @Test
    void aReactionIsShort() {
        String json =
                "{'type':'reaction','ref':'01935d3e-7f00-7abc-8def-0123456789ab','message':'%s'}";

        assertThat(check(json.formatted("x".repeat(64)))).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(json.formatted("x".repeat(65))))
                .isEqualTo(
                        new Verdict.Rejected<MessageSent>(
                                "message has 65 characters; a reaction has at most 64"));
    }

    @Test
    void aPayloadHasAtMost64KiB() {
        assertThat(MessageRules.tooLarge(65_536)).isEmpty();
        assertThat(MessageRules.tooLarge(65_537))
                .contains("the payload has 65537 bytes; it may have at most 65536");
    }

    @Test
    void aGroupMessageGoesToTheGroup() {
        Topic.Message topic =
                new Topic.GroupMessage(
                        new GroupId("g-01jd8x4v9zq2m3n4p5r6s7t8v9"), new UserId("alice"));

        MessageSent sent = accepted(topic, "{'message':'hi'}");

        assertThat(sent.conversation()).isEqualTo("g-01jd8x4v9zq2m3n4p5r6s7t8v9");
        assertThat(sent.to()).isEqualTo("g-01jd8x4v9zq2m3n4p5r6s7t8v9");
    }

    private static MessageSent accepted(String json) {
        return accepted(TO_BOB, json);
    }

    private static MessageSent accepted(Topic.Message topic, String json) {
        Verdict<MessageSent> verdict = check(topic, json);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<MessageSent>) verdict).event();
    }

    private static Verdict<MessageSent> check(String json) {
        return check(TO_BOB, json);
    }

    private static Verdict<MessageSent> check(Topic.Message topic, String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return MessageRules.check(topic, bytes, parse(bytes), NOW);
    }

    private static Map<String, Object> parse(byte[] json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
