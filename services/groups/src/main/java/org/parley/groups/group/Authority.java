package org.parley.groups.group;

import org.parley.contracts.GroupRole;
import org.parley.groups.problem.Refusal.NotAllowed;

/** Who may do what to whom in a group. Each role may all that the next one may. */
final class Authority {

    private Authority() {}

    static void administer(GroupRole actor) {
        if (!actor.isAtLeast(GroupRole.ADMIN))
            throw new NotAllowed("only owners and admins do this; you are a member");
    }

    static void delete(GroupRole actor) {
        if (actor != GroupRole.OWNER)
            throw new NotAllowed("only an owner deletes a group; you are " + a(actor));
    }

    static void remove(GroupRole actor, GroupRole target) {
        administer(actor);
        if (!actor.isAtLeast(target))
            throw new NotAllowed("only an owner removes an owner; you are " + a(actor));
    }

    /** To make somebody what he was not. One may always step down. */
    static void make(GroupRole actor, GroupRole from, GroupRole to, boolean oneself) {
        if (oneself && from.isAtLeast(to)) return;
        administer(actor);
        if (!actor.isAtLeast(from) || !actor.isAtLeast(to))
            throw new NotAllowed("only an owner makes or unmakes an owner; you are " + a(actor));
    }

    private static String a(GroupRole role) {
        return role == GroupRole.MEMBER ? "a member" : "an " + role.wireName();
    }
}
