package org.parley.cli.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.cli.json.Json;
import org.parley.contracts.Topic;

class MessageTest {

    private static final Topic.Message TOPIC =
            (Topic.Message) Topic.parse("chat/bob/alice").orElseThrow();

    @Test
    void aTimestampWithoutIdGivesTheIdThatTheArchiveGivesIt() {
        assertThat(live("{\"message\":\"hi\",\"timestamp\":\"2021-07-01T12:00:00Z\"}"))
                .map(m -> m.id().toString())
                .contains("017a61f0-aa00-83a8-a292-19df48a60f8a");
    }

    @Test
    void withNeitherIdNorTimestampThereIsNothingToMergeBy() {
        assertThat(live("{\"message\":\"hi\"}")).isEmpty();
    }

    @Test
    void theArchivesViewIsUnderstood() {
        Message message =
                Message.view(
                                Json.parseObject(
                                                """
                                                {"id":"019aaf0f-2000-7000-8000-000000000001","conversation":"alice_bob",
                                                "position":4711,"from":"alice","to":"bob","type":"text","message":"new",
                                                "receivedAt":"2026-11-23T08:00:00Z","payload":{"message":"new","n":3,"device":"d"},
                                                "edited":true,"reactions":[{"emoji":"👍","users":["bob","alice"]}]}\
                                                """)
                                        .orElseThrow())
                        .orElseThrow();
        assertThat(message.position()).isEqualTo(4711);
        assertThat(message.edited()).isTrue();
        assertThat(message.removed()).isFalse();
        assertThat(message.reactions()).isEqualTo(Map.of("bob", "👍", "alice", "👍"));
        assertThat(message.n()).contains(3L);
        assertThat(Message.view(message.toJson())).contains(message);
    }

    @Test
    void noTextIsInItsToString() {
        assertThat(
                        live("{\"message\":\"secret\",\"timestamp\":\"2021-07-01T12:00:00Z\"}")
                                .toString())
                .doesNotContain("secret");
    }

    private static Optional<Message> live(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Message.live(TOPIC, bytes, Json.parseObject(json).orElseThrow());
    }
}
