package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyTest {

    private static final GroupId CHESS = new GroupId("g-01jd8x4v9zq2m3n4p5r6s7t8v9");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");

    @Test
    void eachIsReadAsItIsWritten() {
        assertThat(AccessKey.parse("group/" + CHESS)).contains(new AccessKey.Group(CHESS));
        assertThat(AccessKey.parse("member/" + CHESS + "/alice"))
                .contains(new AccessKey.Member(CHESS, ALICE));
        assertThat(AccessKey.parse("block/alice/bob")).contains(new AccessKey.Block(ALICE, BOB));
        assertThat(AccessKey.parse("presence/alice")).contains(new AccessKey.Visibility(ALICE));
        assertThat(AccessKey.parse("contact/alice/bob"))
                .contains(new AccessKey.Contact(ALICE, BOB));
        for (AccessKey key :
                new AccessKey[] {
                    new AccessKey.Group(CHESS),
                    new AccessKey.Member(CHESS, ALICE),
                    new AccessKey.Block(ALICE, BOB),
                    new AccessKey.Visibility(ALICE),
                    new AccessKey.Contact(ALICE, BOB)
                }) assertThat(AccessKey.parse(key.value())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "group",
                "group/",
                "group/chess",
                "group/g-01jd8x4v9zq2m3n4p5r6s7t8v9/alice",
                "member/g-01jd8x4v9zq2m3n4p5r6s7t8v9",
                "member/g-01jd8x4v9zq2m3n4p5r6s7t8v9/Alice",
                "member/alice/bob",
                "member/g-01jd8x4v9zq2m3n4p5r6s7t8v9/alice/x",
                "block/alice",
                "block/alice/server",
                "block/alice/bob/carol",
                "presence",
                "presence/Alice",
                "presence/alice/phone",
                "contact/alice",
                "contact/bob/alice",
                "contact/alice/alice",
                "contact/alice/server",
                "contact/alice/bob/carol"
            })
    void anythingElseIsNone(String key) {
        assertThat(AccessKey.parse(key)).isEmpty();
    }

    @Test
    void twoContactsHaveOneKey() {
        assertThatThrownBy(() -> new AccessKey.Contact(BOB, ALICE))
                .hasMessageContaining("not in alphabetical order: bob, alice");
    }
}
