import { Dexie, liveQuery } from 'dexie';
import { SERVER } from '../core/ids';
import type { Message } from '../core/message';
import type { Conversation } from '../store/conversation';
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
            const all = await this.store.conversations.toArray();
            for (const one of all) if (this.connection && !(await this.tellOf(one, this.connection))) this.later();
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
    private async tellOf(conversation: Conversation, connection: MqttConnection): Promise<boolean> {
        if (conversation.readOrder > conversation.toldRead) {
            const read = await this.newestFromOthers(conversation, conversation.readOrder);
            if (read && !(await this.publish(connection, conversation, read, 'read'))) return false;
            await this.told(conversation.id, conversation.readOrder, true);
        }
        const { lastOrder } = conversation;
        if (lastOrder > Math.max(conversation.toldDelivered, conversation.readOrder)) {
            const newest = await this.newestFromOthers(conversation, Infinity);
            if (newest && newest.order > conversation.toldDelivered)
                if (!(await this.publish(connection, conversation, newest, 'delivered'))) return false;
            await this.told(conversation.id, lastOrder, false);
        }
        return true;
    }

    /** The author of the newest message is told; for the others it is counted. */
    private async newestFromOthers(conversation: Conversation, upTo: number): Promise<Message | undefined> {
        const told = Math.min(conversation.toldDelivered, conversation.toldRead);
        return this.store.messages
            .where('[conversation+order+id]')
            .between([conversation.id, told, Dexie.minKey], [conversation.id, upTo, Dexie.maxKey], true, true)
            .reverse()
            .filter(message => message.from !== this.store.user && message.from !== SERVER)
            .first();
    }

    private async publish(connection: MqttConnection, conversation: Conversation, upTo: Message, state: Reach): Promise<boolean> {
        const topic = `chat/${upTo.from}/${this.store.user}/receipt`;
        const payload = { conversation: conversation.id, upTo: upTo.id, state, timestamp: new Date().toISOString(), device: this.device };
        const outcome = await connection.publish(topic, JSON.stringify(payload));
        return outcome.kind === 'taken' || (outcome.kind === 'refused' && outcome.code !== 0x97);
    }

    /** While it was told, the message there may have got its position, and this conversation's numbers with it. */
    private async told(id: string, upTo: number, read: boolean) {
        await this.store.transaction('rw', this.store.conversations, async () => {
            const now = await this.store.conversations.get(id);
            if (!now) return;
            const reached = Math.min(upTo, read ? now.readOrder : now.lastOrder);
            now.toldDelivered = Math.max(now.toldDelivered, reached);
            if (read) now.toldRead = Math.max(now.toldRead, reached);
            await this.store.conversations.put(now);
        });
    }
}
