package org.parley.broker.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/** Alice and bob look at each other, and both at carol. */
class PresenceSubscriptionsTest {

    private static final GroupId CHESS = new GroupId("g-01jd8x4v9zq2m3n4p5r6s7t8v9");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final UserId CAROL = new UserId("carol");
    private static final String CHAT = "chat/alice/#";

    /** {@code viewer>owner} */
    private final Set<String> seen =
            new HashSet<>(Set.of("alice>bob", "alice>carol", "bob>alice", "bob>carol"));

    private boolean bobIsMember = true;

    private final AccessDirectory access =
            new AccessDirectory() {
                @Override
                public boolean isMember(GroupId group, UserId user) {
                    return bobIsMember;
                }

                @Override
                public boolean maySpeak(GroupId group, UserId member) {
                    return false;
                }

                @Override
                public boolean hasBlocked(UserId owner, UserId sender) {
                    return false;
                }

                @Override
                public boolean maySeePresence(UserId viewer, UserId owner) {
                    return seen.contains(viewer + ">" + owner);
                }
            };

    private final Shelf shelf = new Shelf();
    private final SessionIndex index = new SessionIndex();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final SessionSubscriptions subscriptions =
            new SessionSubscriptions(access, user -> List.of(), shelf, index, executor);

    PresenceSubscriptionsTest() {
        session("alice:phone", CHAT, "presence/bob", "presence/carol", "presence/alice");
        session("alice:web", "presence/carol");
        session("bob:phone", "presence/alice", "presence/carol");
        session("service-account-parley-bridge:1", "presence/+/+", "presence/carol");
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private void session(String client, String... filters) {
        shelf.with(client, filters);
        index.add(client);
    }

    private Set<String> held(String client) {
        return shelf.sessions.get(client);
    }

    @Test
    void whoHidesFromSomeIsTakenFromTheirSessionsOnly() {
        seen.remove("alice>carol");
        subscriptions.showsToOthers(CAROL);
        assertThat(held("alice:phone"))
                .containsExactlyInAnyOrder(CHAT, "presence/bob", "presence/alice");
        assertThat(held("alice:web")).isEmpty();
        assertThat(held("bob:phone")).containsExactlyInAnyOrder("presence/alice", "presence/carol");
        assertThat(held("service-account-parley-bridge:1"))
                .containsExactlyInAnyOrder("presence/+/+", "presence/carol");
    }

    @Test
    void twoWhoPartedAreLookedAtInBothDirections() {
        seen.removeAll(Set.of("alice>bob", "bob>alice"));
        subscriptions.parted(ALICE, BOB);
        assertThat(held("alice:phone"))
                .containsExactlyInAnyOrder(CHAT, "presence/carol", "presence/alice");
        assertThat(held("bob:phone")).containsExactly("presence/carol");
    }

    @Test
    void whoLeavesAGroupSeesItsMembersNoLongerNorTheyHim() {
        bobIsMember = false;
        seen.removeAll(Set.of("alice>bob", "bob>alice", "bob>carol"));
        subscriptions.changed(CHESS, BOB);
        assertThat(held("bob:phone")).isEmpty();
        assertThat(held("alice:phone"))
                .containsExactlyInAnyOrder(CHAT, "presence/carol", "presence/alice");
    }

    @Test
    void whoJoinsIsNotLookedAt() {
        seen.clear();
        subscriptions.changed(CHESS, BOB);
        assertThat(held("bob:phone")).hasSize(2);
        assertThat(held("alice:phone")).hasSize(4);
    }

    @Test
    void aSubscriptionAllowedJustBeforeIsTakenAwayWhenItIsConfirmed() {
        seen.remove("alice>carol");
        subscriptions.confirm("alice:phone", List.of("presence/carol", "presence/bob", CHAT));
        assertThat(held("alice:phone"))
                .containsExactlyInAnyOrder(CHAT, "presence/bob", "presence/alice");
    }

    @Test
    void allSessionsAreReconciledAlsoThoseItNeverSaw() throws Exception {
        shelf.with("alice:tablet", "presence/dave", "presence/carol", "presence/+", CHAT);
        subscriptions.replaced();
        subscriptions.reconciled().get(5, TimeUnit.SECONDS);
        assertThat(held("alice:tablet")).containsExactlyInAnyOrder(CHAT, "presence/carol");
        assertThat(held("service-account-parley-bridge:1")).hasSize(2);
        assertThat(subscriptions.counts()).containsEntry("parley_access_presence_ended_total", 2L);
    }

    @Test
    void whatFailedIsTriedAgain() {
        seen.clear();
        shelf.failures = 2;
        subscriptions.showsToOthers(CAROL);
        assertThat(held("alice:web")).isNotEmpty();
        await().untilAsserted(() -> {
            assertThat(held("alice:web")).isEmpty();
            assertThat(held("bob:phone")).containsExactly("presence/alice");
        });
    }
}
