package org.parley.bench;

import java.util.List;

/** How groups are made and members removed. */
interface Groups extends AutoCloseable {

    /** Through the groups service where the stack has one, else by what it would write. */
    static Groups of(Stack stack, Accounts accounts) {
        return stack.services().containsKey("groups")
                ? new ServiceGroups(stack.service("groups"), accounts)
                : new LogGroups(stack.kafka());
    }

    /** Of the first and the others; returns its id. */
    String create(List<String> members);

    /** By the one who created it; returns when it was answered that it is done. */
    void remove(String group, String owner, String member);

    /** What answers, for the report. */
    String answeredBy();

    @Override
    void close();
}
