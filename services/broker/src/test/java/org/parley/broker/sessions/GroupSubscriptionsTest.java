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

class GroupSubscriptionsTest {

    private static final GroupId CHESS = new GroupId("g-01jd8x4v9zq2m3n4p5r6s7t8v9");
    private static final GroupId CHOIR = new GroupId("g-01jd8x4v9zq2m3n4p5r6s7t8v8");
    private static final UserId ALICE = new UserId("alice");
    private static final String ALL_OF_CHESS = "group/" + CHESS + "/#";
    private static final String ALL_OF_CHOIR = "group/" + CHOIR + "/#";
    private static final String CHAT = "chat/alice/#";

    private final Set<GroupId> groupsOfAlice = new HashSet<>();
    private final Shelf shelf = new Shelf();
    private final SessionIndex index = new SessionIndex();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final SessionSubscriptions subscriptions =
            new SessionSubscriptions(
                    AccessDirectory.EMPTY,
                    user -> user.equals(ALICE) ? List.copyOf(groupsOfAlice) : List.of(),
                    shelf,
                    index,
                    executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private void alicesSession(String device, String... filters) {
        shelf.with("alice:" + device, filters);
        index.add("alice:" + device);
    }

    private void reconcile() throws Exception {
        subscriptions.replaced();
        subscriptions.reconciled().get(5, TimeUnit.SECONDS);
    }

    @Test
    void whoBecomesAMemberIsSubscribedOnAllDevices() {
        alicesSession("phone", CHAT);
        alicesSession("web");
        groupsOfAlice.add(CHESS);
        subscriptions.changed(CHESS, ALICE);
        assertThat(shelf.sessions.get("alice:phone")).containsExactlyInAnyOrder(CHAT, ALL_OF_CHESS);
        assertThat(shelf.sessions.get("alice:web")).containsExactly(ALL_OF_CHESS);
    }

    @Test
    void whoLeavesKeepsNoFilterUnderTheGroup() {
        alicesSession("phone", CHAT, ALL_OF_CHESS, "group/" + CHESS + "/bob", ALL_OF_CHOIR);
        groupsOfAlice.add(CHOIR);
        subscriptions.changed(CHESS, ALICE);
        assertThat(shelf.sessions.get("alice:phone")).containsExactlyInAnyOrder(CHAT, ALL_OF_CHOIR);
    }

    @Test
    void aSubscriptionAllowedJustBeforeTheRemovalIsTakenAwayWhenItIsConfirmed() {
        alicesSession("phone", ALL_OF_CHESS, CHAT);
        subscriptions.confirm("alice:phone", List.of(ALL_OF_CHESS, CHAT));
        assertThat(shelf.sessions.get("alice:phone")).containsExactly(CHAT);
    }

    @Test
    void aSubscriptionOfAMemberIsConfirmed() {
        alicesSession("phone", "group/" + CHESS + "/bob");
        groupsOfAlice.add(CHESS);
        subscriptions.confirm("alice:phone", List.of("group/" + CHESS + "/bob"));
        assertThat(shelf.sessions.get("alice:phone")).containsExactly("group/" + CHESS + "/bob");
    }

    @Test
    void allSessionsAreReconciledAlsoThoseItNeverSaw() throws Exception {
        shelf.with("alice:tablet", ALL_OF_CHESS, CHAT).with("bob:phone", ALL_OF_CHESS);
        shelf.with("service-account-parley-bridge:1", "group/+/+");
        groupsOfAlice.add(CHOIR);
        reconcile();
        assertThat(shelf.sessions.get("alice:tablet"))
                .containsExactlyInAnyOrder(CHAT, ALL_OF_CHOIR);
        assertThat(shelf.sessions.get("bob:phone")).isEmpty();
        assertThat(shelf.sessions.get("service-account-parley-bridge:1"))
                .containsExactly("group/+/+");
        groupsOfAlice.clear();
        subscriptions.changed(CHOIR, ALICE);
        assertThat(shelf.sessions.get("alice:tablet")).containsExactly(CHAT);
    }

    @Test
    void aRemovalDuringReconciliationWins() throws Exception {
        alicesSession("phone");
        groupsOfAlice.add(CHESS);
        shelf.beforeNextLook =
                () -> {
                    groupsOfAlice.clear();
                    subscriptions.changed(CHESS, ALICE);
                };
        reconcile();
        assertThat(shelf.sessions.get("alice:phone")).isEmpty();
    }

    @Test
    void aChangeThatFailedIsTriedAgain() {
        alicesSession("phone", ALL_OF_CHESS);
        shelf.failures = 1;
        subscriptions.changed(CHESS, ALICE);
        assertThat(shelf.sessions.get("alice:phone")).containsExactly(ALL_OF_CHESS);
        await().until(() -> shelf.sessions.get("alice:phone").isEmpty());
    }

    @Test
    void aSessionThatIsOverIsNoFailure() {
        index.add("alice:gone");
        groupsOfAlice.add(CHESS);
        subscriptions.changed(CHESS, ALICE);
        assertThat(shelf.sessions).isEmpty();
    }
}
