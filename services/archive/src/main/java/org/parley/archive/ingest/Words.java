package org.parley.archive.ingest;

import org.jspecify.annotations.Nullable;
import org.parley.archive.search.SearchWords;
import org.parley.contracts.ConversationId;

/** What search finds of a text; null where there is nothing to find. */
final class Words {

    private Words() {}

    static @Nullable String of(String conversation, @Nullable String text) {
        if (text == null || text.isEmpty()) return null;
        return SearchWords.vector(ConversationId.parse(conversation).orElseThrow(), text);
    }
}
