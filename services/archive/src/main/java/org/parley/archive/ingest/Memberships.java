package org.parley.archive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.archive.ArchiveConfig;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Tx;
import org.parley.contracts.ConversationId;

/**
 * Who is in a direct conversation: both, from its first message on. A group's members are written
 * by those who know them.
 */
@ApplicationScoped
class Memberships {

    private static final String INSERT =
            """
            INSERT INTO membership (user_id, conversation)
            SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING
            """;

    private final Set<String> known;

    Memberships(ArchiveConfig config) {
        this.known = Collections.newSetFromMap(recentlyUsed(config.rememberedConversations()));
    }

    private static Map<String, Boolean> recentlyUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    private record Member(String user, String conversation) {}

    /** Those that may be new. */
    synchronized Set<String> unknown(Collection<String> conversations) {
        Set<String> unknown = new LinkedHashSet<>(conversations);
        unknown.removeIf(known::contains);
        return unknown;
    }

    /** To be called when they are committed, and not before. */
    synchronized void remember(Set<String> conversations) {
        known.addAll(conversations);
    }

    static void write(Tx tx, Set<String> conversations) throws Exception {
        List<Member> members = new ArrayList<>();
        for (String conversation : conversations) members.addAll(both(conversation));
        if (members.isEmpty()) return;
        tx.run(
                INSERT,
                Column.texts(members, Member::user),
                Column.texts(members, Member::conversation));
    }

    private static Set<Member> both(String conversation) {
        Set<Member> both = new LinkedHashSet<>();
        if (ConversationId.parse(conversation).orElse(null)
                instanceof ConversationId.Direct direct) {
            both.add(new Member(direct.first().value(), conversation));
            both.add(new Member(direct.second().value(), conversation));
        }
        return both;
    }
}
