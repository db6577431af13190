import { liveQuery } from 'dexie';
import { after, dueNow, nextDue, type Entry } from '../core/outbox';
import type { Store } from '../store/store';
import type { MqttConnection } from './connection';

/** The broker lets a client publish 50 a second after 200; receipts want their share. */
const AT_ONCE = 25;
const PAUSE = 700;

/** Publishes what waits in the outbox, again and again until the archive says that it has it. */
export class Sender {
    private connection: MqttConnection | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private running = false;
    private again = false;

    constructor(private readonly store: Store) {}

    /** Wakes up when somebody writes something, in this tab or another. */
    start(signal: AbortSignal) {
        const watching = liveQuery(() => this.store.outbox.count()).subscribe(() => void this.flush());
        signal.addEventListener('abort', () => {
            watching.unsubscribe();
            clearTimeout(this.timer);
            this.connection = undefined;
        });
    }

    async connected(connection: MqttConnection) {
        this.connection = connection;
        // What was on its way when the last connection ended may not have arrived.
        await this.store.outbox.filter(entry => isFinite(entry.due)).modify({ due: 0 });
        await this.flush();
    }

    disconnected() {
        this.connection = undefined;
    }

    private async flush() {
        if (this.running) {
            this.again = true;
            return;
        }
        this.running = true;
        try {
            await this.round();
        } finally {
            this.running = false;
        }
        if (this.again) {
            this.again = false;
            void this.flush();
        }
    }

    private async round() {
        clearTimeout(this.timer);
        const connection = this.connection;
        if (!connection) return;
        const due = dueNow(await this.store.outbox.orderBy('seq').toArray(), Date.now());
        const now = due.slice(0, AT_ONCE);
        await Promise.all(now.map(entry => this.send(connection, entry)));
        const pause = due.length > now.length ? PAUSE : nextDue(await this.store.outbox.toArray()) - Date.now();
        if (isFinite(pause)) this.timer = setTimeout(() => void this.flush(), Math.max(250, pause));
    }

    private async send(connection: MqttConnection, entry: Entry) {
        const outcome = await connection.publish(entry.topic, entry.payload);
        const next = after(entry, outcome, Date.now());
        const { store } = this;
        await store.transaction('rw', [store.outbox, store.messages], async () => {
            // It may be stored, and gone, by now.
            const { tries, due, refusal } = next;
            await store.outbox.update(entry.id, { tries, due, ...(refusal !== undefined && { refusal }) });
            if (refusal !== undefined) await refuse(store, entry.conversation, entry.id, refusal);
        });
    }
}

/** A refused message stays, with the reason: its author decides. */
export async function refuse(store: Store, conversation: string, id: string, refusal: string): Promise<void> {
    await store.messages.update([conversation, id], { state: 'refused', refusal });
}
