package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupRoleTest {

    @Test
    void eachIsReadAsItIsWritten() {
        for (GroupRole role : GroupRole.values())
            assertThat(GroupRole.parse(role.wireName())).contains(role);
        assertThat(GroupRole.parse("Owner")).isEmpty();
    }

    @Test
    void anOwnerMayAllAndAMemberLeast() {
        assertThat(GroupRole.OWNER.isAtLeast(GroupRole.ADMIN)).isTrue();
        assertThat(GroupRole.ADMIN.isAtLeast(GroupRole.ADMIN)).isTrue();
        assertThat(GroupRole.MEMBER.isAtLeast(GroupRole.ADMIN)).isFalse();
    }
}
