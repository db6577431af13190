package org.parley.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.cli.conversation.Conversation;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/**
 * Tells authors how far I received and read their messages. Receipts are cumulative: one for a
 * whole burst, and again after a reconnect where the broker had not taken it. Belongs to the loop.
 */
final class Acknowledgements {

    private static final Duration BURST = Duration.ofMillis(100);

    private record Key(ConversationId conversation, Reach reach) {}

    private final Loop loop;
    private final Connector connector;
    private final Desk desk;
    private final UserId me;
    private final DeviceId device;
    private final Clock clock;
    private final Map<ConversationId, MessageId> read = new HashMap<>();
    private final Map<Key, MessageId> onTheWay = new HashMap<>();
    private final Set<ConversationId> due = new LinkedHashSet<>();
    private boolean scheduled;

    Acknowledgements(
            Loop loop, Connector connector, Desk desk, UserId me, DeviceId device, Clock clock) {
        this.loop = loop;
        this.connector = connector;
        this.desk = desk;
        this.me = me;
        this.device = device;
        this.clock = clock;
    }

    /** There may be something new in this conversation. */
    void due(ConversationId conversation) {
        due.add(conversation);
        if (scheduled) return;
        scheduled = true;
        loop.after(
                BURST,
                () -> {
                    scheduled = false;
                    flush();
                });
    }

    /** The person has seen everything that is there. */
    void read(ConversationId conversation) {
        desk.conversation(conversation)
                .lastFromOthers()
                .ifPresent(last -> read.put(conversation, last.id()));
        due(conversation);
    }

    /** After a new connection: what the old one did not finish is open again. */
    void allDue() {
        onTheWay.clear();
        for (Conversation conversation : desk.conversations()) due(conversation.id());
    }

    private void flush() {
        Optional<Connection> connection = connector.current();
        if (connection.isEmpty()) return;
        List<ConversationId> now = List.copyOf(due);
        due.clear();
        for (ConversationId id : now) {
            Conversation conversation = desk.conversation(id);
            Optional.ofNullable(read.get(id))
                    .flatMap(conversation::find)
                    .ifPresent(m -> send(connection.get(), conversation, Reach.READ, m));
            conversation
                    .lastFromOthers()
                    .filter(m -> !m.id().equals(read.get(id)))
                    .ifPresent(m -> send(connection.get(), conversation, Reach.DELIVERED, m));
        }
    }

    private void send(Connection connection, Conversation to, Reach reach, Message upTo) {
        Key key = new Key(to.id(), reach);
        boolean known =
                to.hasReached(me.value(), reach, upTo.id())
                        || to.hasReached(me.value(), Reach.READ, upTo.id())
                        || upTo.id().equals(onTheWay.get(key));
        Optional<UserId> author = UserId.parse(upTo.from());
        if (known || author.isEmpty()) return;
        onTheWay.put(key, upTo.id());
        var _ =
                connection
                        .publish(
                                new Topic.Receipt(author.get(), me), Json.bytes(receipt(key, upTo)))
                        .thenRun(() ->
                                loop.run(
                                        () -> desk.reached(to.id(), me.value(), reach, upTo.id())));
    }

    private ObjectNode receipt(Key key, Message upTo) {
        return Json.object()
                .put("conversation", key.conversation().value())
                .put("upTo", upTo.id().toString())
                .put("state", key.reach().wireName())
                .put("device", device.value())
                .put("timestamp", clock.instant().toString());
    }
}
