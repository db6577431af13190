package org.parley.broker.access;

import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/** Is told after the directory has changed; it asks the directory how it is now. */
public interface AccessListener {

    /** Somebody became a member, or is none any more. */
    void changed(GroupId group, UserId user);

    /** Somebody shows his presence to others than before. */
    void showsToOthers(UserId owner);

    /** One has blocked the other, or they are no contacts any more. */
    void parted(UserId one, UserId other);

    /** Everything may have changed. */
    void replaced();
}
