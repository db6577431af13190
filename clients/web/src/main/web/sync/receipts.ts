import { liveQuery } from 'dexie';
import { SERVER } from '../core/ids';
import type { Message } from '../core/message';
import type { Reach } from '../store/marks';
import type { Store } from '../store/store';
import type { MqttConnection } from './connection';

const RETRY = 2_000;

/**
 * Tells others how far I have received and read. What is still to be told is the difference between two numbers in
 * the store, so it survives everything.
 */
export class Receipts {
    private connection: MqttConnection | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private running = false;
    private again = false;

    constructor(
        private readonly store: Store,
        private readonly device: string,
    ) {}

    start(signal: AbortSignal) {
        const owing = () =>
            this.store.conversations.filter(one => one.lastOrder > one.toldDelivered || one.readOrder > one.toldRead).toArray();
        const watching = liveQuery(owing).subscribe(() => void this.tell());
        signal.addEventListener('abort', () => {
            watching.unsubscribe();
            clearTimeout(this.timer);
            this.connection = undefined;
        });
    }

    connected(connection: MqttConnection) {
        this.connection = connection;
        void this.tell();
    }

    disconnected() {
        this.connection = undefined;
    }

    private async tell() {
        if (this.running) {
            this.again = true;
            return;
        }
        this.running = true;
        try {
            const all = await this.store.conversations.toCollection().primaryKeys();
            for (const id of all) if (this.connection && !(await this.tellOf(id, this.connection))) this.later();
        } finally {
            this.running = false;
        }
        if (this.again) {
            this.again = false;
            void this.tell();
        }
    }

    /** Too many at once, or no answer: in a moment. */
    private later() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.tell(), RETRY);
    }

    /** Whether all is told. */
    private async tellOf(id: string, connection: MqttConnection): Promise<boolean> {
        for (const state of ['read', 'delivered'] as const) {
            const owed = await this.owed(id, state);
            if (!owed) continue;
            if (owed.newest && !(await this.publish(connection, id, owed.newest, state))) return false;
            await this.told(id, owed, state);
        }
        return true;
    }

    private async owed(id: string, state: Reach): Promise<Owed | undefined> {
        return this.store.transaction('r', [this.store.conversations, this.store.messages], async () => {
            const conversation = await this.store.conversations.get(id);
            if (!conversation) return undefined;
            const { lastOrder, readOrder, toldRead, toldDelivered } = conversation;
            const [place, told] = state === 'read' ? [readOrder, toldRead] : [lastOrder, Math.max(toldDelivered, readOrder)];
            if (place <= told) return undefined;
            const isFromOthers = (message: Message) => message.from !== this.store.user && message.from !== SERVER;
            // The author of the newest message is told; for the others it is counted.
            const newest = await this.store.between(id, Math.min(toldDelivered, toldRead), place).reverse().filter(isFromOthers).first();
            const isTold = newest !== undefined && newest.order <= (state === 'read' ? toldRead : toldDelivered);
            return { place, newest: isTold ? undefined : newest, there: (await this.store.between(id, place, place).first())?.id };
        });
    }

    private async publish(connection: MqttConnection, conversation: string, upTo: Message, state: Reach): Promise<boolean> {
        const topic = `chat/${upTo.from}/${this.store.user}/receipt`;
        const payload = { conversation, upTo: upTo.id, state, timestamp: new Date().toISOString(), device: this.device };
        const outcome = await connection.publish(topic, JSON.stringify(payload));
        return outcome.kind === 'taken' || (outcome.kind === 'refused' && outcome.code !== 0x97);
    }

    /**
     * While it was told, the message there may have got its position, and others after it too: they are still to be told.
     */
    private async told(id: string, { place, there }: Owed, state: Reach) {
        await this.store.transaction('rw', [this.store.conversations, this.store.messages], async () => {
            const now = await this.store.conversations.get(id);
            if (!now) return;
            const most = state === 'read' ? now.readOrder : now.lastOrder;
            const moved = there === undefined ? undefined : (await this.store.messages.get([id, there]))?.order;
            if (moved === undefined && place > most) return;
            const reached = Math.min(moved ?? place, most);
            now.toldDelivered = Math.max(now.toldDelivered, reached);
            if (state === 'read') now.toldRead = Math.max(now.toldRead, reached);
            await this.store.conversations.put(now);
        });
    }
}

interface Owed {
    /** Up to where it is to be told. */
    place: number;
    /** The message that stands there, whoever wrote it. */
    there: string | undefined;
    /** The newest one of somebody else up to there, if he has not been told. */
    newest: Message | undefined;
}
