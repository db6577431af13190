package org.parley.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.broker.access.AccessFact.BlockIs;
import org.parley.broker.access.AccessFact.ContactIs;
import org.parley.broker.access.AccessFact.GroupIs;
import org.parley.broker.access.AccessFact.MemberIs;
import org.parley.broker.access.AccessFact.VisibilityIs;
import org.parley.broker.access.AccessRecord.UnreadableRecordException;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;

class AccessRecordTest {

    /** What all parts of Parley agree on. */
    private static final Path SAMPLES = Path.of("../../contracts/src/test/resources/samples");

    private static final String CHESS = Facts.group(1).value();

    private static AccessFact fact(@Nullable String key, @Nullable String json)
            throws UnreadableRecordException {
        byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return new AccessRecord(key, value).fact();
    }

    private static String sample(String name) throws IOException {
        return Files.readString(SAMPLES.resolve(name + ".json"));
    }

    @Test
    void theCommittedSamplesAreRead() throws Exception {
        String group = group(sample("GroupMember"));
        assertThat(fact("member/" + group + "/bob", sample("GroupMember")))
                .isInstanceOfSatisfying(
                        MemberIs.class, is -> assertThat(is.user()).isEqualTo(new UserId("bob")));
        assertThat(fact("group/" + group(sample("GroupState")), sample("GroupState")))
                .isInstanceOf(GroupIs.class);
    }

    private static String group(String json) {
        return json.replaceFirst("(?s).*\"group\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    @Test
    void aMemberWithoutRoleIsNone() throws Exception {
        String json = "{\"group\":\"%s\",\"user\":\"bob\",\"periods\":[],\"version\":7}";
        assertThat(fact("member/" + CHESS + "/bob", json.formatted(CHESS)))
                .isEqualTo(
                        new MemberIs(new GroupId(CHESS), new UserId("bob"), Optional.empty(), 7));
    }

    @Test
    void whatIsNotKnownHereIsPassedOver() throws Exception {
        String json =
                "{\"group\":\"%s\",\"user\":\"bob\",\"role\":\"owner\",\"nick\":[1],\"version\":8}";
        assertThat(fact("member/" + CHESS + "/bob", json.formatted(CHESS)))
                .isEqualTo(
                        new MemberIs(
                                new GroupId(CHESS),
                                new UserId("bob"),
                                Optional.of(GroupRole.OWNER),
                                8));
    }

    @Test
    void aBlockIsInForceAsLongAsItHasAValue() throws Exception {
        UserId ann = new UserId("ann");
        UserId bob = new UserId("bob");
        assertThat(fact("block/ann/bob", sample("UserBlock")))
                .isEqualTo(new BlockIs(ann, bob, true));
        assertThat(fact("block/ann/bob", null)).isEqualTo(new BlockIs(ann, bob, false));
    }

    @Test
    void whoSeesSomebodysPresence() throws Exception {
        UserId alice = new UserId("alice");
        assertThat(fact("presence/alice", sample("PresenceVisibility")))
                .isEqualTo(new VisibilityIs(alice, Visibility.CONTACTS));
        assertThat(fact("presence/alice", "{\"owner\":\"alice\",\"visibility\":\"everyone\"}"))
                .isEqualTo(new VisibilityIs(alice, Visibility.EVERYONE));
        assertThat(fact("presence/alice", null))
                .isEqualTo(new VisibilityIs(alice, Visibility.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"friends-of-friends\"", "null", "7", "\"EVERYONE\""})
    void aVisibilityThatIsNotKnownHereHidesFromAll(String visibility) throws Exception {
        assertThat(
                        fact(
                                "presence/alice",
                                "{\"owner\":\"alice\",\"visibility\":" + visibility + "}"))
                .isEqualTo(new VisibilityIs(new UserId("alice"), Visibility.NOBODY));
    }

    @Test
    void twoAreContactsAsLongAsThereIsAValue() throws Exception {
        UserId alice = new UserId("alice");
        UserId bob = new UserId("bob");
        assertThat(fact("contact/alice/bob", sample("Contact")))
                .isEqualTo(new ContactIs(alice, bob, true));
        assertThat(fact("contact/alice/bob", null)).isEqualTo(new ContactIs(alice, bob, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    news/1                | {}                                                       | kind
                    member/CHESS/Bob!     | {}                                                       | kind
                    member/CHESS/bob      | nonsense                                                 | not a JSON object
                    member/CHESS/bob      | [1]                                                      | not a JSON object
                    member/CHESS/bob      | {"group":"other","user":"bob","version":1}               | group must be
                    member/CHESS/bob      | {"group":"CHESS","user":"eve","version":1}               | user must be bob
                    member/CHESS/bob      | {"group":"CHESS","user":"bob","role":"king","version":1} | role is unknown
                    member/CHESS/bob      | {"group":"CHESS","user":"bob","role":"owner"}            | version must be
                    member/CHESS/bob      | {"group":"CHESS","user":"bob","version":-1}              | version must be
                    member/CHESS/bob      | {"group":"CHESS","user":"bob","version":99999999999999}  | version must be
                    presence/alice        | {"owner":"bob","visibility":"nobody"}                    | owner must be alice
                    contact/bob/alice     | {}                                                       | kind
                    group/CHESS           | {"group":"CHESS","deleted":false,"version":1}            | announcementOnly must be
                    """)
    void whatCannotBeReadIsNamed(String key, String json, String reason) {
        assertThatThrownBy(() -> fact(key.replace("CHESS", CHESS), json.replace("CHESS", CHESS)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void groupsAndMembersHaveAValue() {
        assertThatThrownBy(() -> fact("member/" + CHESS + "/bob", null))
                .hasMessageContaining("no value");
        assertThatThrownBy(() -> fact(null, "{}")).hasMessageContaining("no key");
    }
}
