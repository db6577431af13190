package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything is asked as alice on her phone, who is a member of CHESS, reads NEWS, where only
 * admins write, and whom dave blocked.
 */
class TopicAccessTest {

    private static final String CHESS = "g-01jd8x4v9zq2m3n4p5r6s7t8v9";
    private static final String OTHER = "g-01jd8x4v9zq2m3n4p5r6s7t8w0";

    private static final String NEWS = "g-01jd8x4v9zq2m3n4p5r6s7t8x1";

    private static final Caller ALICE =
            new Caller.Person(new UserId("alice"), new DeviceId("phone"));
    private static final Caller SERVICE = new Caller.Service("service-account-parley-bridge");

    private static final AccessDirectory DIRECTORY =
            new AccessDirectory() {
                @Override
                public boolean isMember(GroupId group, UserId user) {
                    return !group.value().equals(OTHER) && user.value().equals("alice");
                }

                @Override
                public boolean maySpeak(GroupId group, UserId member) {
                    return group.value().equals(CHESS);
                }

                @Override
                public boolean hasBlocked(UserId owner, UserId sender) {
                    return owner.value().equals("dave") && sender.value().equals("alice");
                }

                @Override
                public boolean maySeePresence(UserId viewer, UserId owner) {
                    return owner.value().equals("bob");
                }
            };

    private final TopicAccess access = new TopicAccess(DIRECTORY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/bob/alice",
                "chat/alice/alice",
                "chat/bob/alice/receipt",
                "chat/bob/alice/typing",
                "group/" + CHESS + "/alice",
                "group/" + CHESS + "/alice/typing",
                "presence/alice/phone",
            })
    void aPersonPublishes(String topic) {
        assertThat(access.publish(ALICE, topic, false).isAllowed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "chat/bob/carol, the topic names another sender than the token does",
        "chat/alice/bob, the topic names another sender than the token does",
        "chat/bob/carol/receipt, the topic names another sender than the token does",
        "chat/bob/carol/typing, the topic names another sender than the token does",
        "group/" + CHESS + "/bob, the topic names another sender than the token does",
        "presence/bob/phone, the topic names another sender than the token does",
        "presence/alice/laptop, the topic names another sender than the token does",
        "group/" + OTHER + "/alice, you may not write there",
        "group/" + OTHER + "/alice/typing, you may not write there",
        "group/" + NEWS + "/alice, only its admins write in this group",
        "group/" + NEWS + "/alice/typing, only its admins write in this group",
        "chat/dave/alice, you may not write there",
        "chat/dave/alice/receipt, you may not write there",
        "chat/dave/alice/typing, you may not write there",
        "chat/alice/server, only the services publish there",
        "chat/bob/server, only the services publish there",
        "chat/bob/server/receipt, only the services publish there",
        "group/" + CHESS + "/server, only the services publish there",
        "presence/alice, only the services publish there",
        "presence/bob, only the services publish there",
        "presence/alice/phone/x, no such topic",
        "presence/+/phone, no such topic",
        "chat/bob, no such topic",
        "chat/bob/alice/x, no such topic",
        "$SYS/broker/uptime, no such topic",
        "$share/x/chat/bob/alice, no such topic",
        "other, no such topic",
    })
    void aPersonDoesNotPublish(String topic, String rule) {
        assertThat(access.publish(ALICE, topic, false))
                .isEqualTo(new TopicAccess.Decision.Refused(rule));
    }

    @Test
    void nobodyLearnsFromARefusalWhetherHeIsBlockedOrTheGroupExists() {
        assertThat(access.publish(ALICE, "chat/dave/alice", false))
                .isEqualTo(access.publish(ALICE, "group/" + OTHER + "/alice", false));
    }

    @Test
    void aPersonPublishesNothingRetained() {
        assertThat(access.publish(ALICE, "chat/bob/alice", true).isAllowed()).isFalse();
        assertThat(access.publish(ALICE, "presence/alice/phone", true).isAllowed()).isFalse();
        assertThat(access.publish(ALICE, "presence/alice", true).isAllowed()).isFalse();
        assertThat(access.publish(ALICE, "presence/bob", true).isAllowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/alice/server",
                "chat/alice/server/receipt",
                "group/" + CHESS + "/server",
                "presence/alice"
            })
    void aServicePublishes(String topic) {
        assertThat(access.publish(SERVICE, topic, true).isAllowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/bob/alice",
                "chat/bob/alice/receipt",
                "chat/bob/alice/typing",
                "group/" + CHESS + "/alice",
                "presence/alice/phone",
                "chat/bob/service-account-parley-bridge",
                "other"
            })
    void aServiceSpeaksForNoPerson(String topic) {
        assertThat(access.publish(SERVICE, topic, false).isAllowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/alice/#",
                "chat/+/alice/#",
                "chat/alice/bob",
                "chat/bob/alice",
                "chat/alice/bob/receipt",
                "chat/bob/alice/receipt",
                "chat/alice/bob/typing",
                "chat/alice/server",
                "chat/alice/server/receipt",
                "group/" + CHESS + "/#",
                "group/" + CHESS + "/bob",
                "group/" + CHESS + "/server",
                "group/" + NEWS + "/#",
                "presence/alice",
                "presence/bob",
            })
    void aPersonSubscribes(String filter) {
        assertThat(access.subscribe(ALICE, filter).isAllowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+",
                "+/#",
                "+/+/+",
                "/#",
                "chat/#",
                "chat/+/#",
                "chat/+/+",
                "chat/+/+/receipt",
                "chat/+",
                "chat/bob/#",
                "chat/bob/+",
                "chat/+/bob/#",
                "chat/+/alice",
                "chat/alice/+",
                "chat/alice/+/receipt",
                "chat/alice/../#",
                "chat/bob/carol",
                "chat/bob/server",
                "chat/bob/server/receipt",
                "+/alice/#",
                "chat/ALICE/#",
                "group/#",
                "group/+/#",
                "group/+/alice",
                "group/" + OTHER + "/#",
                "group/" + OTHER + "/alice",
                "group/" + CHESS + "/+",
                "group/" + CHESS + "/#/#",
                "presence/#",
                "presence/+",
                "presence/+/+",
                "presence/+/phone",
                "presence/carol",
                "presence/alice/phone",
                "presence/alice/+",
                "presence/alice/#",
                "presence/bob/phone",
                "presence/bob/+",
                "presence/bob/#",
                "presence/bob/",
                "presence//bob",
                "+/bob",
                "$share/x/presence/bob",
                "$share/x/presence/alice",
                "$SYS/#",
                "$SYS/broker/clients/connected",
                "$share/x/chat/alice/#",
                "$share/x/#",
                "",
                "other",
            })
    void aPersonDoesNotSubscribe(String filter) {
        assertThat(access.subscribe(ALICE, filter).isAllowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "$SYS/#", "$share/bridge/chat/+/+", "chat/+/+/receipt"})
    void aServiceSubscribesToAnything(String filter) {
        assertThat(access.subscribe(SERVICE, filter).isAllowed()).isTrue();
    }

    @Test
    void aWillSaysOnlyThatItsOwnDeviceWentAway() {
        assertThat(access.will(ALICE, "presence/alice/phone", false).isAllowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "presence/alice/laptop",
                "presence/bob/phone",
                "presence/alice",
                "chat/bob/alice",
                "chat/bob/carol",
                "chat/alice/server",
                "group/" + CHESS + "/alice",
                "$SYS/x"
            })
    void aWillSaysNothingElse(String topic) {
        assertThat(access.will(ALICE, topic, false).isAllowed()).isFalse();
    }

    @Test
    void nobodyLearnsFromARefusalWhyHeDoesNotSeeSomebody() {
        assertThat(access.subscribe(ALICE, "presence/carol"))
                .isEqualTo(access.subscribe(ALICE, "presence/nobody-there"))
                .isEqualTo(access.subscribe(ALICE, "presence/+"));
    }

    @Test
    void aWillIsNotRetained() {
        assertThat(access.will(ALICE, "presence/alice/phone", true).isAllowed()).isFalse();
    }

    @Test
    void beforeAnythingIsKnownGroupsAndPresenceAreClosed() {
        TopicAccess unknowing = new TopicAccess(AccessDirectory.EMPTY);

        assertThat(unknowing.publish(ALICE, "chat/bob/alice", false).isAllowed()).isTrue();
        assertThat(unknowing.publish(ALICE, "group/" + CHESS + "/alice", false).isAllowed())
                .isFalse();
        assertThat(unknowing.subscribe(ALICE, "presence/bob").isAllowed()).isFalse();
        assertThat(unknowing.subscribe(ALICE, "presence/alice").isAllowed()).isTrue();
    }
}
