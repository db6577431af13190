package org.parley.broker.access;

import org.parley.contracts.GroupId;

/** Names for tests. */
final class Facts {

    private Facts() {}

    static GroupId group(int number) {
        return new GroupId("g-01890a5d-ac96-774b-bcce-%012x".formatted(number));
    }
}
