package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.parley.contracts.UserId;

/** What a user does with his own groups and blocks comes one by one, so that it can be counted. */
public final class UserLock {

    private static final String LOCK =
            "select cast(pg_advisory_xact_lock(hashtextextended(:user, 7521964)) as text)";

    private UserLock() {}

    /** Until the end of the transaction. Taken before a group's lock, never after it. */
    public static Uni<Void> of(UserId user) {
        return Panache.getSession()
                .flatMap(session ->
                        session.createNativeQuery(LOCK, String.class)
                                .setParameter("user", user.value())
                                .getResultList())
                .replaceWithVoid();
    }
}
