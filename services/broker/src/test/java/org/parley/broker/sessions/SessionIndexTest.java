package org.parley.broker.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.contracts.UserId;

class SessionIndexTest {

    private static final UserId ALICE = new UserId("alice");

    private final SessionIndex index = new SessionIndex();

    @Test
    void aUserHasAllDevicesThatEverConnected() {
        index.add("alice:phone");
        index.add("alice:web");
        index.add("alice:phone");
        index.add("bob:phone");
        assertThat(index.of(ALICE)).containsExactlyInAnyOrder("alice:phone", "alice:web");
        assertThat(index.count()).isEqualTo(3);
    }

    @Test
    void servicesAreNotInIt() {
        index.add("service-account-parley-bridge:1");
        assertThat(index.count()).isZero();
    }

    @Test
    void aSessionThatIsOverIsForgotten() {
        index.add("alice:phone");
        index.add("alice:web");
        index.forgetIf(id -> id.endsWith(":web"));
        assertThat(index.of(ALICE)).containsExactly("alice:phone");
        index.forgetIf(id -> true);
        assertThat(index.count()).isZero();
    }
}
