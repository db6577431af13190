package org.parley.archive.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.contracts.Notices;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.UserId;

/** Tells authors what is stored: one notice an author, conversation and batch. */
final class StoredReceipts {

    private StoredReceipts() {}

    private record Chat(UserId author, String conversation) {}

    static List<OutboundPublish> of(List<Archived> batch) {
        Map<Chat, List<Notices.Stored>> chats = new LinkedHashMap<>();
        for (Archived archived : batch) {
            ArchivedMessage message = archived.message();
            UserId.parse(message.sender())
                    .ifPresent(author ->
                            chats.computeIfAbsent(
                                            new Chat(author, message.conversation()),
                                            chat -> new ArrayList<>())
                                    .add(new Notices.Stored(message.id(), archived.position())));
        }
        return chats.entrySet().stream()
                .map(e ->
                        Notices.stored(
                                e.getKey().author(), e.getKey().conversation(), e.getValue()))
                .toList();
    }
}
