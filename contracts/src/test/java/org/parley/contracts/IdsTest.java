package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final byte[] HELLO =
            "{\"message\":\"hi\",\"timestamp\":\"2021-07-01T12:00:00Z\"}"
                    .getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "alice", "alice@example.org", "a.b-c", "servers", "g-x"})
    void aUser(String name) {
        assertThat(UserId.parse(name)).contains(new UserId(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Alice",
                "a_b",
                "-a",
                ".a",
                "@a",
                "a b",
                "ä",
                "aä",
                "a/b",
                "a:b",
                "a+",
                "a#",
                "alice\n",
                "aA",
                "server",
                "service-account-x"
            })
    void noUser(String name) {
        assertThat(UserId.parse(name)).isEmpty();
        assertThatThrownBy(() -> new UserId(name)).hasMessageContaining("not a user: " + name);
    }

    @Test
    void aDirectConversationIsNamedInAlphabeticalOrder() {
        assertThat(ConversationId.between(BOB, ALICE).value()).isEqualTo("alice_bob");
        assertThat(ConversationId.between(ALICE, BOB).value()).isEqualTo("alice_bob");
        assertThat(ConversationId.parse("alice_bob")).contains(ConversationId.between(ALICE, BOB));
        assertThat(ConversationId.parse("alice_alice"))
                .contains(ConversationId.between(ALICE, ALICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob_alice", "alice", "alice_", "_bob", "a_b_c", "g-1", "alice_server"})
    void noConversation(String text) {
        assertThat(ConversationId.parse(text)).isEmpty();
    }

    @Test
    void aClientIdIsUserNameAndDevice() {
        ClientId id = ClientId.parse("alice:Pixel-9").orElseThrow();

        assertThat(id.userName()).isEqualTo("alice");
        assertThat(id).hasToString("alice:Pixel-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", ":phone", "alice:", "alice:a_b", "alice:a:b", "alice:ä"})
    void noClientId(String text) {
        assertThat(ClientId.parse(text)).isEmpty();
    }

    @Test
    void aServiceIsAServiceByItsRoleAndItsName() {
        ClientId bridge = ClientId.parse("service-account-parley-bridge:1").orElseThrow();
        ClientId alice = ClientId.parse("alice:phone").orElseThrow();

        assertThat(Caller.of(bridge, true)).containsInstanceOf(Caller.Service.class);
        assertThat(Caller.of(bridge, false)).isEmpty();
        assertThat(Caller.of(alice, true)).containsInstanceOf(Caller.Person.class);
        assertThat(Caller.of(ClientId.parse("server:1").orElseThrow(), false)).isEmpty();
    }

    @Test
    void aFreshIdIsAUuidOfVersion7ThatCarriesItsTime() {
        MessageId id = MessageId.fresh(NOW);

        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.time()).isEqualTo(NOW);
        assertThat(MessageId.fresh(NOW)).isNotEqualTo(id);
        assertThat(MessageId.parse(id.toString())).contains(id);
    }

    @Test
    void aDerivedIdIsTheSameForTheSameBytesOnTheSameTopic() {
        Instant sent = Instant.parse("2021-07-01T12:00:00Z");
        MessageId id = MessageId.derived(new Topic.DirectMessage(BOB, ALICE), HELLO, sent);

        assertThat(id)
                .isEqualTo(MessageId.derived(new Topic.DirectMessage(BOB, ALICE), HELLO, sent));
        assertThat(id)
                .isNotEqualTo(MessageId.derived(new Topic.DirectMessage(ALICE, BOB), HELLO, sent));
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.time()).isEqualTo(sent);
    }

    /** The example of docs/protocol.md; computed with sha256sum, see there. */
    @Test
    void aDerivedIdIsWhatTheProtocolSays() {
        MessageId id =
                MessageId.derived(
                        new Topic.DirectMessage(BOB, ALICE),
                        HELLO,
                        Instant.parse("2021-07-01T12:00:00Z"));

        assertThat(id).hasToString("017a61f0-aa00-83a8-a292-19df48a60f8a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1-1-1-1-1",
                "f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "01935d3e-7f00-7abc-0def-0123456789ab",
                "01935d3e7f007abc8def0123456789ab"
            })
    void noMessageId(String text) {
        assertThat(MessageId.parse(text)).isEmpty();
    }

    @Test
    void anotherVersionIsNoMessageId() {
        assertThatThrownBy(() ->
                        new MessageId(UUID.fromString("f47ac10b-58cc-4372-a567-0e02b2c3d479")))
                .hasMessageContaining("UUIDv7");
    }
}
