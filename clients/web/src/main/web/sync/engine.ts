import type { Archive } from '../api/archive';
import type { Groups } from '../api/groups';
import { LoginNeeded, type Access } from '../login/access';
import { pauseAfter } from '../core/backoff';
import { peerOf } from '../core/ids';
import { topicOf } from '../core/topics';
import type { Message } from '../core/message';
import type { Store } from '../store/store';
import type { Bus, Word } from './bus';
import { CatchUp } from './catchup';
import { MqttConnection, type End } from './connection';
import { lateGaps } from './gapwatch';
import { GroupList } from './grouplist';
import { Inbox } from './inbox';
import { Janitor } from './janitor';
import type { Live, Observable } from './live';
import { PresenceWatch } from './presence';
import { Receipts } from './receipts';
import { Sender } from './sender';

export interface EngineParts {
    store: Store;
    device: string;
    url: string;
    access: Access;
    archive: Archive;
    groups: Groups;
    bus: Bus;
    live: Observable<Live>;
    news(messages: Message[]): void;
}

/** Positions of live messages are asked for when it has been quiet for so long. */
const QUIET = 2_000;
/** Nobody looked at any tab for so long: away. */
const AWAY = 5 * 60_000;

/**
 * Keeps one user's store and the servers in step: one connection for all tabs of this browser, made again with a
 * fresh token whenever it ends, and a look into the archive after each.
 */
export class Engine {
    private readonly ending = new AbortController();
    private readonly sender: Sender;
    private readonly receipts: Receipts;
    private readonly presence: PresenceWatch;
    private readonly catchUp: CatchUp;
    private readonly groupList: GroupList;
    private readonly inbox: Inbox;
    private connection: MqttConnection | undefined;
    private failures = 0;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private asking: ReturnType<typeof setTimeout> | undefined;
    private catching: Promise<void> | undefined;
    private lastActive = Date.now();

    constructor(private readonly parts: EngineParts) {
        const { store, device, archive, groups } = parts;
        this.sender = new Sender(store);
        this.receipts = new Receipts(store, device);
        this.presence = new PresenceWatch(store.user, device);
        this.catchUp = new CatchUp(store, archive);
        this.groupList = new GroupList(store, groups);
        this.inbox = new Inbox(store, {
            live: change => this.change(change),
            ask: () => this.askLater(QUIET),
            news: messages => parts.news(messages),
            notice: event => {
                if (event.startsWith('group-') || event === 'join-accepted') void this.groupsChanged();
            },
        });
    }

    start() {
        const { signal } = this.ending;
        this.sender.start(signal);
        this.receipts.start(signal);
        new Janitor(this.parts.store).start(signal);
        const stops = [
            this.parts.bus.listen(word => this.hear(word)),
            this.parts.access.onRenewed(() => void this.renew()),
        ];
        const online = () => this.retryNow();
        const offline = () => this.cut();
        window.addEventListener('online', online);
        window.addEventListener('offline', offline);
        const ticking = setInterval(() => this.tick(), 5_000);
        signal.addEventListener('abort', () => {
            for (const stop of stops) stop();
            window.removeEventListener('online', online);
            window.removeEventListener('offline', offline);
            clearInterval(ticking);
            clearTimeout(this.timer);
            clearTimeout(this.asking);
        });
        void this.connect();
    }

    async stop() {
        this.ending.abort();
        const { connection } = this;
        this.connection = undefined;
        await connection?.close();
    }

    /** The user wants it here after another window took it. */
    retryNow() {
        if (this.connection || this.ending.signal.aborted) return;
        clearTimeout(this.timer);
        this.failures = 0;
        void this.connect();
    }

    /** The browser says that there is no network: a connection would seem alive for a minute. */
    private cut() {
        const { connection } = this;
        if (!connection) return;
        this.disconnected();
        connection.cut();
        this.retryLater();
    }

    private async connect() {
        const { store, device, url, access } = this.parts;
        this.change(live => without(live, 'connecting'));
        let token: string;
        try {
            token = await access.token();
        } catch (reason) {
            if (reason instanceof LoginNeeded) this.change(live => ({ ...live, connection: 'offline', trouble: 'login' }));
            else this.retryLater();
            return;
        }
        if (this.ending.signal.aborted) return;
        const connection: MqttConnection = new MqttConnection(
            { user: store.user, device, token, url },
            {
                connected: resumed => void this.connected(connection, resumed),
                message: (topic, payload) => this.inbox.receive(topic, payload),
                closed: end => this.closed(connection, end),
            },
        );
        this.connection = connection;
    }

    private async connected(connection: MqttConnection, resumed: boolean) {
        if (connection !== this.connection) return;
        this.failures = 0;
        const { user } = this.parts.store;
        await connection.subscribe({ [`chat/${user}/#`]: { qos: 1 }, [`chat/+/${user}/#`]: { qos: 1, nl: true } });
        this.change(live => without(live, 'online'));
        this.presence.connected(connection);
        this.receipts.connected(connection);
        void this.sender.connected(connection);
        void this.groupsChanged(resumed ? undefined : connection);
        this.ask();
    }

    private closed(connection: MqttConnection, end: End) {
        if (connection !== this.connection || this.ending.signal.aborted) return;
        this.disconnected();
        if (end.kind === 'elsewhere') this.change(live => ({ ...live, connection: 'offline', trouble: 'elsewhere' }));
        else if (end.kind === 'refused') this.change(live => ({ ...live, connection: 'offline', trouble: 'refused' }));
        else this.retryLater();
    }

    private disconnected() {
        this.connection = undefined;
        this.sender.disconnected();
        this.receipts.disconnected();
        this.presence.disconnected();
        this.change(live => ({ ...live, presence: {}, typing: {} }));
    }

    private retryLater() {
        this.change(live => without(live, 'offline'));
        this.timer = setTimeout(() => void this.connect(), pauseAfter(this.failures++));
    }

    /** A connection lives as long as its token: the next one begins before this one ends. */
    private async renew() {
        const { connection } = this;
        if (!connection) return this.retryNow();
        this.disconnected();
        await connection.close();
        if (!this.ending.signal.aborted) await this.connect();
    }

    private async groupsChanged(fresh?: MqttConnection) {
        const groups = await this.groupList.refresh().catch(() => []);
        // A session made now has none yet; the broker adds what comes later.
        const topics = groups.map(id => [`group/${id}/#`, { qos: 1 as const }]);
        if (fresh && topics.length > 0) await fresh.subscribe(Object.fromEntries(topics));
        else if (groups.length > 0) this.askLater(QUIET);
    }

    private askLater(pause: number) {
        if (this.asking !== undefined) return;
        this.asking = setTimeout(() => this.ask(), pause);
    }

    /** Asks the archive what there is; one question at a time, and again while it cannot be reached. */
    private ask() {
        clearTimeout(this.asking);
        this.asking = undefined;
        this.catching ??= this.catchUpNow().finally(() => (this.catching = undefined));
    }

    private async catchUpNow() {
        const { signal } = this.ending;
        if (signal.aborted) return;
        this.change(live => ({ ...live, catchingUp: true }));
        try {
            const news = await this.catchUp.run(signal);
            if (news.messages.length > 0) this.parts.news(news.messages);
            await lateGaps(this.parts.store);
            this.change(live => ({ ...live, catchingUp: false }));
        } catch (reason) {
            if (!signal.aborted) {
                console.warn('sync', reason);
                this.askLater(pauseAfter(3));
            }
        }
    }

    private hear(word: Word) {
        switch (word.kind) {
            case 'hello':
                this.parts.bus.say({ kind: 'live', live: this.parts.live.get() });
                return;
            case 'typing': {
                const { user } = this.parts.store;
                const topic = `${topicOf(word.conversation, user, peerOf(word.conversation, user))}/typing`;
                this.connection?.whisper(topic, JSON.stringify({ typing: word.on }));
                return;
            }
            case 'watch':
                this.presence.watch(word.users);
                return;
            case 'active':
                this.lastActive = Math.max(this.lastActive, word.at);
                this.presence.be('online');
                return;
            case 'live':
            case 'logout':
        }
    }

    private tick() {
        if (Date.now() - this.lastActive > AWAY) this.presence.be('away');
        this.presence.askAgain();
        const now = Date.now();
        const { typing } = this.parts.live.get();
        const stale = Object.values(typing).some(users => Object.values(users).some(until => until < now));
        if (stale) this.change(live => ({ ...live, typing: stillTyping(live.typing, now) }));
    }

    private change(change: (live: Live) => Live) {
        const before = this.parts.live.get();
        const live = change(before);
        if (live === before) return;
        this.parts.live.set(live);
        this.parts.bus.say({ kind: 'live', live });
    }
}

function without({ trouble: _, ...live }: Live, connection: Live['connection']): Live {
    return { ...live, connection };
}

function stillTyping(typing: Live['typing'], now: number): Live['typing'] {
    const rest = Object.entries(typing).map(([id, users]) => [id, Object.fromEntries(Object.entries(users).filter(([, until]) => until >= now))]);
    return Object.fromEntries(rest);
}
