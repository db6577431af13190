package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

    private static final String ULID = "g-01jd8x4v9zq2m3n4p5r6s7t8v9";
    private static final String UUID7 = "g-01935d3e-7f00-7abc-8def-0123456789ab";

    @ParameterizedTest
    @CsvSource({
        "chat/bob/alice, DirectMessage, 1",
        "chat/alice/alice, DirectMessage, 1",
        "chat/bob/alice/receipt, Receipt, 1",
        "chat/bob/alice/typing, DirectTyping, 0",
        "chat/bob@example.org/a.b-c, DirectMessage, 1",
        "chat/alice/server, UserNotice, 1",
        "chat/alice/server/receipt, StoredReceipt, 1",
        "group/" + ULID + "/alice, GroupMessage, 1",
        "group/" + UUID7 + "/alice, GroupMessage, 1",
        "group/" + ULID + "/alice/typing, GroupTyping, 0",
        "group/" + ULID + "/server, GroupNotice, 1",
        "presence/alice, UserPresence, 1",
        "presence/alice/Pixel-9, DevicePresence, 1",
    })
    void everyTopicOfTheTableIsParsedAndPrintedAgain(String path, String kind, int qos) {
        Topic topic = Topic.parse(path).orElseThrow();

        assertThat(topic.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(topic.path()).isEqualTo(path);
        assertThat(topic.qos()).isEqualTo(qos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "chat",
                "chat/",
                "chat/bob",
                "chat/bob/",
                "chat//alice",
                "/chat/bob/alice",
                "chat/bob/alice/",
                "chat/bob/alice/read",
                "chat/bob/alice/receipt/",
                "chat/bob/alice/typing/x",
                "chat/+/alice",
                "chat/bob/#",
                "chat/Bob/alice",
                "chat/bob/al_ice",
                "chat/bob/.alice",
                "chat/bob/alice ",
                "chat/bob/älice",
                "chat/bob/service-account-parley-bridge",
                "chat/server/alice",
                "chat/alice/server/typing",
                "chat/alice/server/receipt/x",
                "Chat/bob/alice",
                "group/alice",
                "group/g-1/alice",
                "group/" + ULID,
                "group/" + ULID + "/",
                "group/" + ULID + "/alice/receipt",
                "group/" + ULID + "/server/typing",
                "group/g-01JD8X4V9ZQ2M3N4P5R6S7T8V9/alice",
                "group/g-81jd8x4v9zq2m3n4p5r6s7t8v9/alice",
                "group/g-01935d3e-7f00-4abc-8def-0123456789ab/alice",
                "presence",
                "presence/",
                "presence/+",
                "presence/alice/",
                "presence/alice/a_b",
                "presence/alice/phone/x",
                "presence/server",
                "$SYS/broker",
                "$share/x/chat/bob/alice",
                "other/bob/alice",
            })
    void anythingElseIsNoTopic(String path) {
        assertThat(Topic.parse(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65})
    void aUserNameHasAtMost64Characters(int length) {
        String name = "a".repeat(length);

        assertThat(Topic.parse("chat/bob/" + name).isPresent()).isEqualTo(length == 64);
    }
}
