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

    /** The conversation, or the same problem for one that is not there and one that is not his. */
    public Uni<ConversationId> mine(UserId user, String text) {
        ConversationId conversation = parse("conversation", text);
        return pool.preparedQuery(
                        "SELECT 1 FROM membership WHERE user_id = $1 AND conversation = $2")
                .execute(Tuple.of(user.value(), conversation.value()))
                .map(found -> {
                    if (found.size() == 0) throw new NotThere("conversation", text);
                    return conversation;
                });
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
