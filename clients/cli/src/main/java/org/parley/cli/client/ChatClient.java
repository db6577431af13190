package org.parley.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.parley.cli.archive.Archive;
import org.parley.cli.archive.MessagePage;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Tick;
import org.parley.cli.device.DeviceFolder;
import org.parley.cli.json.Json;
import org.parley.cli.login.Tokens;
import org.parley.cli.outbox.Outbox;
import org.parley.cli.server.MqttAddress;
import org.parley.cli.store.DeviceStore;
import org.parley.contracts.ClientId;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.GroupId;
import org.parley.contracts.MessageId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/**
 * A device of a user: connects and stays connected, catches up, keeps what it sends on disk until
 * the archive has it, and acknowledges what it receives.
 *
 * <p>{@link #send} returns when the message is safe on this disk; it goes out whenever there is a
 * connection, if need be after a restart, and is repeated until it is stored. Events come on one
 * thread, in order; whoever listens must not block it. Thread-safe.
 */
public final class ChatClient implements AutoCloseable {

    /** How long outbox and live chat wait for the archive after a connect. */
    private static final Duration ARCHIVE_PATIENCE = Duration.ofSeconds(3);

    /** How long a live message may stay without the archive's position. */
    private static final Duration SETTLE = Duration.ofSeconds(15);

    private final UserId me;
    private final DeviceFolder device;
    private final Archive archive;
    private final Clock clock;
    private final Consumer<ChatEvent> listener;
    private final Loop loop;
    private final DeviceStore store;
    private final Outbox outbox;
    private final Desk desk;
    private final Composer composer;
    private final Connector connector;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private final CatchUp catchUp;
    private final GroupSubscriptions groups;
    private final Acknowledgements acknowledgements;
    private final PresenceWatch presence;
    private final List<CompletableFuture<Boolean>> waitingForStored = new ArrayList<>();
    private boolean settling;

    /**
     * Opens the device's files; nothing goes out before {@link #start}.
     *
     * @param groups those that the user is in now
     * @param device held by this client until it is closed
     */
    public ChatClient(
            MqttAddress broker,
            Archive archive,
            UserId me,
            Tokens tokens,
            Supplier<List<GroupId>> groups,
            DeviceFolder device,
            Clock clock,
            Consumer<ChatEvent> listener) {
        this.me = me;
        this.device = device;
        this.archive = archive;
        this.clock = clock;
        this.listener = listener;
        this.loop = new Loop("parley " + me + ":" + device.id(), this::report);
        this.store = DeviceStore.open(device.messages(), me);
        this.outbox = Outbox.open(device.outbox(), device.id());
        this.desk = new Desk(me, store, outbox, clock, this::tell);
        this.groups = new GroupSubscriptions(loop, groups, desk);
        this.presence = new PresenceWatch(loop, desk);
        this.composer = new Composer(me, device.id(), clock);
        ClientId client = new ClientId(me.value(), device.id());
        this.connector = new Connector(loop, tokens, broker, me, client, clock, connection());
        this.outgoing = new Outgoing(loop, outbox, connector, desk, clock);
        this.acknowledgements = new Acknowledgements(loop, connector, desk, me, device.id(), clock);
        this.catchUp = new CatchUp(loop, archive, desk, acknowledgements::allDue);
        this.incoming = new Incoming(me, desk, clock, consequences());
    }

    private Connector.Listener connection() {
        return new Connector.Listener() {
            @Override
            public void up(Connection connection, boolean resumed) {
                desk.tell(new ChatEvent.Connected(me, device.id(), resumed));
                if (!resumed) groups.of(connection);
                presence.up(connection);
                outgoing.hold();
                catchUp.run(outgoing::release);
                loop.after(ARCHIVE_PATIENCE, outgoing::release);
            }

            @Override
            public void down(String reason, boolean planned) {
                presence.down();
                desk.tell(new ChatEvent.Disconnected(reason, planned));
            }

            @Override
            public void received(Connection from, String topic, byte[] payload, Runnable done) {
                incoming.received(topic, payload);
                done.run();
            }

            @Override
            public void trouble(ChatEvent.Notice notice) {
                desk.tell(notice);
            }
        };
    }

    private Incoming.Consequences consequences() {
        return new Incoming.Consequences() {
            @Override
            public void askArchive() {
                catchUp.runIn(Duration.ofMillis(500));
            }

            @Override
            public void acknowledge(ConversationId conversation) {
                acknowledgements.due(conversation);
                settle();
            }

            @Override
            public void presence(UserId user, ObjectNode json) {
                presence.received(user, json);
            }
        };
    }

    /** Learns the positions of live messages after a while, so that all devices show one order. */
    private void settle() {
        if (settling) return;
        settling = true;
        loop.after(
                SETTLE,
                () -> {
                    settling = false;
                    catchUp.run();
                });
    }

    public ChatClient start() {
        loop.run(connector::start);
        outgoing.start();
        return this;
    }

    public UserId user() {
        return me;
    }

    public DeviceId device() {
        return device.id();
    }

    /** Says something to somebody. */
    public Message send(Partner to, Draft draft) {
        return loop.call(() -> queue(to.message(me), draft));
    }

    private Message queue(Topic.Message topic, Draft draft) {
        MessageId id = MessageId.fresh(clock.instant());
        var queued = outbox.add(id, topic, composer.compose(topic, draft));
        desk.queued(queued);
        outgoing.pump();
        return Message.of(id, topic, queued.payload());
    }

    /** The person has seen all of the conversation: its authors are told. */
    public void read(ConversationId conversation) {
        loop.run(() -> acknowledgements.read(conversation));
    }

    /** Tells that the person types, or stopped; lost without a connection. */
    public void typing(Partner to, boolean typing) {
        byte[] payload = Json.bytes(Json.object().put("typing", typing));
        loop.run(() -> connector.publish(to.typing(me), payload));
    }

    /** From now on {@link ChatEvent.Seen} tells how somebody is there, one person at a time. */
    public void watch(UserId user) {
        loop.run(() -> presence.watch(user));
    }

    /** Asks the archive now; {@link ChatEvent.CaughtUp} follows. */
    public void sync() {
        loop.run(catchUp::run);
    }

    /** What a person sees of a conversation, changes applied. */
    public List<Message> shown(ConversationId conversation) {
        return loop.call(() -> desk.conversation(conversation).shown());
    }

    /** Everything known of a conversation in order, changes as messages of their own. */
    public List<Message> messages(ConversationId conversation) {
        return loop.call(() -> desk.conversation(conversation).ordered());
    }

    public Tick tick(ConversationId conversation, MessageId message) {
        return loop.call(() -> desk.conversation(conversation).tick(message));
    }

    /** Fills an empty store with the end of a conversation, without events. */
    public void loadHistory(ConversationId conversation, int limit) {
        MessagePage page =
                archive.messages(conversation, new Archive.Parameters().with("limit", limit));
        loop.run(() -> page.messages().forEach(store::merge));
    }

    /** How many messages of this device are not stored yet. */
    public int waiting() {
        return loop.call(outbox::size);
    }

    /** Why there is no connection; empty where there is one. */
    public String trouble() {
        return loop.call(connector::lastTrouble);
    }

    /** Waits until everything is stored; false when the time was too short. */
    public boolean awaitStored(Duration atMost) throws InterruptedException {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        loop.run(() -> {
            if (outbox.size() == 0) stored.complete(true);
            else waitingForStored.add(stored);
        });
        try {
            return stored.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void tell(ChatEvent event) {
        listener.accept(event);
        boolean mayBeLast = event instanceof ChatEvent.Stored || event instanceof ChatEvent.Notice;
        if (!mayBeLast || outbox.size() > 0) return;
        waitingForStored.forEach(stored -> stored.complete(true));
        waitingForStored.clear();
    }

    private void report(Throwable problem) {
        listener.accept(ChatEvent.Notice.of("error", "an error of this program: " + problem));
    }

    /** Says good-bye to the broker, which keeps the session; what waits stays on disk. */
    @Override
    public void close() {
        loop.call(() -> {
            catchUp.close();
            connector.close();
            return true;
        });
        loop.close();
        store.close();
        outbox.close();
        device.close();
    }
}
