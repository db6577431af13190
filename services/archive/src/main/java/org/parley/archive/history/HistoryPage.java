package org.parley.archive.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor.Kind;

/** Messages in the order of their positions, and where to go on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "HistoryPage", description = "Messages of a conversation, oldest first.")
record HistoryPage(
        List<MessageView> messages,
        @Schema(description = "For `before`: what is older. Absent if nothing is.")
                @Nullable String previous,
        @Schema(description = "For `after`: what is newer. Absent if nothing is yet.")
                @Nullable String next) {

    static HistoryPage of(List<MessageView> messages, boolean older, boolean newer) {
        boolean empty = messages.isEmpty();
        return new HistoryPage(
                messages,
                empty || !older ? null : cursor(messages.getFirst()),
                empty || !newer ? null : cursor(messages.getLast()));
    }

    private static String cursor(MessageView message) {
        return Cursor.at(Kind.HISTORY, message.position()).toString();
    }
}
