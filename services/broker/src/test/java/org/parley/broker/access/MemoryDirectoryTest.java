package org.parley.broker.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.broker.access.AccessFact.BlockIs;
import org.parley.broker.access.AccessFact.ContactIs;
import org.parley.broker.access.AccessFact.GroupIs;
import org.parley.broker.access.AccessFact.MemberIs;
import org.parley.broker.access.AccessFact.VisibilityIs;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;

class MemoryDirectoryTest {

    private static final GroupId CHESS = Facts.group(1);
    private static final GroupId CHOIR = Facts.group(2);
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");

    private final MemoryDirectory directory = new MemoryDirectory();

    private boolean is(GroupId group, UserId user, GroupRole role, long version) {
        return directory.learn(new MemberIs(group, user, Optional.of(role), version));
    }

    private boolean isNot(GroupId group, UserId user, long version) {
        return directory.learn(new MemberIs(group, user, Optional.empty(), version));
    }

    @Test
    void nobodyIsAMemberOfWhatIsUnknown() {
        assertThat(directory.isMember(CHESS, ALICE)).isFalse();
        assertThat(directory.maySpeak(CHESS, ALICE)).isFalse();
        assertThat(directory.groupsOf(ALICE)).isEmpty();
    }

    @Test
    void itTellsWhenSomebodyBecomesAMemberAndWhenNoMore() {
        assertThat(is(CHESS, ALICE, GroupRole.MEMBER, 1)).isTrue();
        assertThat(is(CHESS, ALICE, GroupRole.ADMIN, 2)).isFalse();
        assertThat(isNot(CHESS, ALICE, 3)).isTrue();
        assertThat(isNot(CHESS, ALICE, 3)).isFalse();
        assertThat(is(CHESS, ALICE, GroupRole.MEMBER, 4)).isTrue();
    }

    @Test
    void anOlderRecordChangesNothing() {
        is(CHESS, ALICE, GroupRole.MEMBER, 1);
        isNot(CHESS, ALICE, 2);
        assertThat(is(CHESS, ALICE, GroupRole.MEMBER, 1)).isFalse();
        assertThat(directory.isMember(CHESS, ALICE)).isFalse();
        assertThat(directory.members()).isZero();
    }

    @Test
    void membershipsOfManyGroupsAreKeptApart() {
        List<GroupId> groups = new ArrayList<>();
        for (int i = 0; i < 300; i++) groups.add(Facts.group(i));
        // Known in one order, joined in another.
        for (GroupId group : groups) is(group, BOB, GroupRole.MEMBER, 1);
        for (int i = 0; i < 300; i += 3) is(groups.get((i * 7) % 300), ALICE, GroupRole.ADMIN, 2);
        assertThat(directory.groupsOf(ALICE)).hasSize(100);
        for (GroupId group : groups)
            assertThat(directory.isMember(group, ALICE))
                    .isEqualTo(directory.groupsOf(ALICE).contains(group));
        assertThat(directory.members()).isEqualTo(400);
    }

    @Test
    void onlyAdminsSpeakUntilAGroupsSettingsAreKnown() {
        is(CHESS, ALICE, GroupRole.OWNER, 1);
        is(CHESS, BOB, GroupRole.MEMBER, 1);
        assertThat(directory.maySpeak(CHESS, ALICE)).isTrue();
        assertThat(directory.maySpeak(CHESS, BOB)).isFalse();
        directory.learn(new GroupIs(CHESS, false, false, 1));
        assertThat(directory.maySpeak(CHESS, BOB)).isTrue();
        directory.learn(new GroupIs(CHESS, true, false, 2));
        assertThat(directory.maySpeak(CHESS, BOB)).isFalse();
        directory.learn(new GroupIs(CHESS, false, false, 1));
        assertThat(directory.maySpeak(CHESS, BOB)).isFalse();
    }

    @Test
    void aDeletedGroupHasNoMembers() {
        is(CHESS, ALICE, GroupRole.OWNER, 1);
        is(CHOIR, ALICE, GroupRole.OWNER, 1);
        directory.learn(new GroupIs(CHESS, false, true, 2));
        assertThat(directory.isMember(CHESS, ALICE)).isFalse();
        assertThat(directory.maySpeak(CHESS, ALICE)).isFalse();
        assertThat(directory.groupsOf(ALICE)).containsExactly(CHOIR);
    }

    @Test
    void aBlockHoldsInOneDirectionUntilItEnds() {
        directory.learn(new BlockIs(ALICE, BOB, true));
        directory.learn(new BlockIs(ALICE, BOB, true));
        assertThat(directory.hasBlocked(ALICE, BOB)).isTrue();
        assertThat(directory.hasBlocked(BOB, ALICE)).isFalse();
        assertThat(directory.blocks()).isEqualTo(1);
        directory.learn(new BlockIs(ALICE, BOB, false));
        assertThat(directory.hasBlocked(ALICE, BOB)).isFalse();
        assertThat(directory.blocks()).isZero();
    }

    private boolean sees(UserId viewer, UserId owner) {
        return directory.maySeePresence(viewer, owner);
    }

    private boolean shows(UserId owner, Visibility visibility) {
        return directory.learn(new VisibilityIs(owner, visibility));
    }

    private boolean areContacts(boolean known) {
        return directory.learn(new ContactIs(ALICE, BOB, known));
    }

    @Test
    void whoIsUnknownIsSeenByNobodyButHimself() {
        assertThat(sees(BOB, ALICE)).isFalse();
        assertThat(sees(ALICE, ALICE)).isTrue();
    }

    @Test
    void contactsSeeEachOtherUnlessOneShowsHimselfToNobody() {
        areContacts(true);
        assertThat(sees(BOB, ALICE)).isTrue();
        assertThat(sees(ALICE, BOB)).isTrue();
        shows(ALICE, Visibility.NOBODY);
        assertThat(sees(BOB, ALICE)).isFalse();
        assertThat(sees(ALICE, BOB)).isTrue();
        assertThat(sees(ALICE, ALICE)).isTrue();
        shows(ALICE, Visibility.CONTACTS);
        assertThat(sees(BOB, ALICE)).isTrue();
        areContacts(false);
        assertThat(sees(BOB, ALICE)).isFalse();
    }

    @Test
    void whoShowsHimselfToEveryoneIsSeenByStrangers() {
        shows(ALICE, Visibility.EVERYONE);
        assertThat(sees(BOB, ALICE)).isTrue();
        assertThat(sees(ALICE, BOB)).isFalse();
    }

    @Test
    void whoIsBlockedSeesNothingWhateverElseHolds() {
        areContacts(true);
        is(CHESS, ALICE, GroupRole.MEMBER, 1);
        is(CHESS, BOB, GroupRole.MEMBER, 1);
        shows(ALICE, Visibility.EVERYONE);
        directory.learn(new BlockIs(ALICE, BOB, true));
        assertThat(sees(BOB, ALICE)).isFalse();
        assertThat(sees(ALICE, BOB)).isTrue();
    }

    @Test
    void membersOfAGroupAreContactsAsLongAsBothAreInItAndItIsThere() {
        for (int i = 3; i < 20; i++) {
            is(Facts.group(i), i % 2 == 0 ? ALICE : BOB, GroupRole.MEMBER, 1);
            isNot(Facts.group(i), i % 2 == 0 ? BOB : ALICE, 1);
        }
        assertThat(sees(BOB, ALICE)).isFalse();
        is(CHESS, ALICE, GroupRole.OWNER, 1);
        is(CHESS, BOB, GroupRole.MEMBER, 2);
        assertThat(sees(BOB, ALICE)).isTrue();
        assertThat(sees(ALICE, BOB)).isTrue();
        isNot(CHESS, BOB, 3);
        assertThat(sees(BOB, ALICE)).isFalse();
        assertThat(sees(ALICE, BOB)).isFalse();
        is(CHOIR, ALICE, GroupRole.OWNER, 1);
        is(CHOIR, BOB, GroupRole.MEMBER, 1);
        assertThat(sees(BOB, ALICE)).isTrue();
        directory.learn(new GroupIs(CHOIR, false, true, 2));
        assertThat(sees(BOB, ALICE)).isFalse();
    }

    @Test
    void itTellsWhenSomebodyMayHaveBeenHidden() {
        assertThat(areContacts(true)).isFalse();
        assertThat(areContacts(false)).isTrue();
        assertThat(areContacts(false)).isFalse();
        assertThat(shows(ALICE, Visibility.EVERYONE)).isTrue();
        assertThat(shows(ALICE, Visibility.EVERYONE)).isFalse();
        assertThat(shows(ALICE, Visibility.DEFAULT)).isTrue();
        assertThat(shows(ALICE, Visibility.DEFAULT)).isFalse();
        assertThat(directory.visibilities()).isZero();
        assertThat(directory.learn(new BlockIs(ALICE, BOB, true))).isTrue();
        assertThat(directory.learn(new BlockIs(ALICE, BOB, true))).isFalse();
        assertThat(directory.learn(new BlockIs(ALICE, BOB, false))).isFalse();
    }

    @Test
    void aPairOfContactsTakesLessThanThirtyBytes() {
        // Already numbered, as the users of a running broker are.
        for (int i = 0; i < 20_000; i++)
            directory.learn(new ContactIs(new UserId("user-" + i), new UserId("user-x"), true));
        long before = usedHeap();
        int known = directory.contacts();
        for (int i = 0; i < 20_000; i++)
            for (int j = 1; j <= 50; j++)
                directory.learn(
                        new ContactIs(
                                new UserId("user-" + i),
                                new UserId("user-" + (i + j * 211) % 20_000),
                                true));
        int pairs = directory.contacts() - known;
        long each = (usedHeap() - before) / pairs;
        System.out.printf("%,d pairs of contacts take %d bytes each%n", pairs, each);
        assertThat(pairs).isEqualTo(1_000_000);
        assertThat(each).isBetween(8L, 30L);
    }

    @Test
    void theLargestVersionFits() {
        is(CHESS, ALICE, GroupRole.OWNER, Membership.LAST_VERSION);
        assertThat(isNot(CHESS, ALICE, Membership.LAST_VERSION - 1)).isFalse();
        List<AccessFact> told = new ArrayList<>();
        directory.tellAll(told::add);
        assertThat(told)
                .containsExactly(
                        new MemberIs(
                                CHESS,
                                ALICE,
                                Optional.of(GroupRole.OWNER),
                                Membership.LAST_VERSION));
    }

    @Test
    void aMembershipTakesLessThanFortyBytes() {
        long before = usedHeap();
        for (int group = 0; group < 2_000; group++) {
            GroupId id = Facts.group(group);
            directory.learn(new GroupIs(id, false, false, 1));
            for (int i = 0; i < 100; i++)
                is(id, new UserId("user-" + (group * 37 + i * 211) % 20_000), GroupRole.MEMBER, 1);
        }
        long each = (usedHeap() - before) / directory.members();
        assertThat(directory.members()).isEqualTo(200_000);
        assertThat(each).isBetween(8L, 40L);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
