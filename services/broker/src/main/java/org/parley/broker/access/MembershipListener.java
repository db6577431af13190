package org.parley.broker.access;

import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/** Is told after the directory has changed; it asks the directory how it is now. */
public interface MembershipListener {

    /** Somebody became a member, or is none any more. */
    void changed(GroupId group, UserId user);

    /** Everything may have changed. */
    void replaced();
}
