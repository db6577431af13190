package org.parley.archive.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.parley.archive.problem.BadParameter;
import org.parley.archive.problem.NotThere;
import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/** Who may read what. */
@ApplicationScoped
public class Memberships {

    private static final String RULE =
            "a conversation is {a}_{b}, two users in alphabetical order, or a group's id g-…";

    private final Pool pool;

    Memberships(Pool pool) {
        this.pool = pool;
    }

    public static ConversationId parse(String parameter, String text) {
        return ConversationId.parse(text)
                .orElseThrow(() -> new BadParameter(parameter, text, RULE));
    }

    /**
     * What may be read by a user who is, or was, in a conversation.
     *
     * @param first nothing before this position is his to read
     */
    public record Membership(UserId user, ConversationId conversation, long first) {

        /** In a query: his periods, where $1 is the conversation and $2 the user. */
        static final String SEEN =
                "(SELECT seen FROM membership WHERE conversation = $1 AND user_id = $2)";
    }

    /** His part, or the same problem for a conversation that is not there and one not his. */
    public Uni<Membership> mine(UserId user, String text) {
        ConversationId conversation = parse("conversation", text);
        return pool.preparedQuery(
                        "SELECT first_position FROM membership WHERE user_id = $1 AND conversation = $2"
                                + " AND NOT isempty(seen)")
                .execute(Tuple.of(user.value(), conversation.value()))
                .map(found -> {
                    if (found.size() == 0) throw new NotThere("conversation", text);
                    return new Membership(user, conversation, found.iterator().next().getLong(0));
                });
    }

    /** Whether he is in the group now. */
    Uni<Boolean> isMember(Membership membership) {
        return pool.preparedQuery(
                        "SELECT role IS NOT NULL FROM membership"
                                + " WHERE user_id = $1 AND conversation = $2")
                .execute(Tuple.of(membership.user().value(), membership.conversation().value()))
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0));
    }

    public Uni<List<GroupId>> groupsOf(UserId user) {
        return pool.preparedQuery(
                        "SELECT conversation FROM membership"
                                + " WHERE user_id = $1 AND conversation LIKE 'g-%'")
                .execute(Tuple.of(user.value()))
                .map(rows -> {
                    List<GroupId> groups = new ArrayList<>();
                    rows.forEach(row -> GroupId.parse(row.getString(0)).ifPresent(groups::add));
                    return groups;
                });
    }
}
