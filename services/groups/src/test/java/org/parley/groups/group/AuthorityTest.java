package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.GroupRole;
import org.parley.groups.problem.Refusal.NotAllowed;

class AuthorityTest {

    private static boolean allowed(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (NotAllowed e) {
            assertThat(e).hasMessageContaining("you are ");
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"OWNER, true, true", "ADMIN, true, false", "MEMBER, false, false"})
    void ownersAndAdminsAdministerAndOwnersDelete(
            GroupRole actor, boolean administers, boolean deletes) {
        assertThat(allowed(() -> Authority.administer(actor))).isEqualTo(administers);
        assertThat(allowed(() -> Authority.delete(actor))).isEqualTo(deletes);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, true",
        "OWNER, ADMIN, true",
        "OWNER, MEMBER, true",
        "ADMIN, OWNER, false",
        "ADMIN, ADMIN, true",
        "ADMIN, MEMBER, true",
        "MEMBER, OWNER, false",
        "MEMBER, ADMIN, false",
        "MEMBER, MEMBER, false"
    })
    void nobodyRemovesWhoIsAboveHim(GroupRole actor, GroupRole target, boolean may) {
        assertThat(allowed(() -> Authority.remove(actor, target))).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, MEMBER, OWNER, true",
        "OWNER, OWNER, MEMBER, true",
        "OWNER, ADMIN, MEMBER, true",
        "ADMIN, MEMBER, ADMIN, true",
        "ADMIN, ADMIN, MEMBER, true",
        "ADMIN, MEMBER, OWNER, false",
        "ADMIN, ADMIN, OWNER, false",
        "ADMIN, OWNER, ADMIN, false",
        "MEMBER, MEMBER, ADMIN, false",
        "MEMBER, ADMIN, MEMBER, false",
        "MEMBER, OWNER, MEMBER, false"
    })
    void nobodyMakesAnotherWhatHeIsNotHimself(
            GroupRole actor, GroupRole from, GroupRole to, boolean may) {
        assertThat(allowed(() -> Authority.make(actor, from, to, false))).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, ADMIN, true",
        "OWNER, MEMBER, true",
        "ADMIN, MEMBER, true",
        "ADMIN, OWNER, false",
        "MEMBER, ADMIN, false",
        "MEMBER, OWNER, false"
    })
    void everybodyStepsDownAndNobodyUp(GroupRole from, GroupRole to, boolean may) {
        assertThat(allowed(() -> Authority.make(from, from, to, true))).isEqualTo(may);
    }
}
