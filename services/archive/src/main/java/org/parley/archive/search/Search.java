package org.parley.archive.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.ArchivedMessage;
import org.parley.archive.history.Cursor;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.MessageView;
import org.parley.archive.history.PageSize;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;

/** Looks for words where a person is a member, the newest message first. */
@ApplicationScoped
class Search {

    /**
     * Candidates of the index that turn out wrong are passed over; after so many reads, a page
     * ends.
     */
    private static final int MOST_READS = 5;

    private final Candidates candidates;
    private final Clock clock;

    Search(Candidates candidates, Clock clock) {
        this.candidates = candidates;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param conversation only in this one, which is the reader's
     * @param from only of this sender
     */
    record Question(
            UserId reader,
            SearchQuery query,
            @Nullable ConversationId conversation,
            @Nullable String from,
            PageSize size) {}

    Uni<SearchPage> page(Question question, long before) {
        return read(question, before, new ArrayList<>(), 1);
    }

    private Uni<SearchPage> read(Question question, long before, List<Hit> hits, int reads) {
        Instant now = clock.instant();
        int limit = question.size().andOne();
        return candidates
                .read(question, before, now, limit)
                .flatMap(messages -> {
                    long last = take(messages, question, hits, now, before);
                    boolean full = hits.size() > question.size().value();
                    boolean end = messages.size() < limit;
                    if (full || end || reads == MOST_READS)
                        return Uni.createFrom().item(cut(hits, question.size(), end, last));
                    return read(question, last, hits, reads + 1);
                });
    }

    private static long take(
            List<ArchivedMessage> messages,
            Question question,
            List<Hit> hits,
            Instant now,
            long before) {
        long last = before;
        for (ArchivedMessage row : messages) {
            MessageView message = MessageView.of(row, null, now);
            last = message.position();
            String text = message.searchable();
            List<Mark> marks = question.query().marks(text);
            if (!marks.isEmpty()) hits.add(new Hit(message, Snippet.of(text, marks)));
        }
        return last;
    }

    private static SearchPage cut(List<Hit> hits, PageSize size, boolean end, long last) {
        if (hits.size() > size.value()) {
            List<Hit> kept = List.copyOf(hits.subList(0, size.value()));
            return SearchPage.of(kept, kept.getLast().message().position());
        }
        return end ? new SearchPage(hits, null) : SearchPage.of(hits, last);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchPage", description = "What was found, the newest first.")
    record SearchPage(
            List<Hit> hits,
            @Schema(
                            description =
                                    "For `before`: what is older. Absent at the end. A page may be shorter than"
                                            + " `limit` and still have a next one.")
                    @Nullable String next) {

        static SearchPage of(List<Hit> hits, long position) {
            return new SearchPage(hits, Cursor.at(Kind.SEARCH, position).toString());
        }
    }

    @Schema(name = "Hit", description = "A message that was found.")
    record Hit(MessageView message, Snippet snippet) {}
}
