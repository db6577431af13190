package org.parley.cli.client;

import java.util.List;
import java.util.function.Supplier;
import org.parley.contracts.GroupId;

/**
 * A new session hears a group only if it asks for it; one that the broker kept was subscribed when
 * the user joined. Belongs to the loop; the groups service is asked on a thread of its own.
 */
final class GroupSubscriptions {

    private final Loop loop;
    private final Supplier<List<GroupId>> mine;
    private final Desk desk;

    GroupSubscriptions(Loop loop, Supplier<List<GroupId>> mine, Desk desk) {
        this.loop = loop;
        this.mine = mine;
        this.desk = desk;
    }

    void of(Connection connection) {
        Thread.startVirtualThread(() -> {
            try {
                List<GroupId> groups = mine.get();
                if (!groups.isEmpty()) loop.run(() -> connection.hear(groups));
            } catch (RuntimeException e) {
                loop.run(() ->
                        desk.tell(
                                ChatEvent.Notice.of(
                                        "groups", "groups are not heard now: " + e.getMessage())));
            }
        });
    }
}
