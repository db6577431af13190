import { isObject } from '../core/wire';
import type { MqttConnection } from './connection';
import type { Presence } from './live';

const STATES = new Set(['online', 'away', 'offline']);

const AGAIN = 30_000;

/** Who is online, of those that are shown; and that I am. */
export class PresenceWatch {
    private connection: MqttConnection | undefined;
    private readonly wanted = new Set<string>();
    private asked = 0;
    private state: 'online' | 'away' = 'online';

    constructor(
        private readonly me: string,
        private readonly device: string,
    ) {}

    connected(connection: MqttConnection) {
        this.connection = connection;
        this.publish();
        this.subscribe([...this.wanted]);
    }

    disconnected() {
        this.connection = undefined;
    }

    watch(users: string[]) {
        const fresh = users.filter(user => user !== this.me && !this.wanted.has(user));
        for (const user of fresh) this.wanted.add(user);
        this.subscribe(fresh);
    }

    /** A refusal may have become a permission, as after the first words with somebody; the broker does not say. */
    askAgain() {
        const now = Date.now();
        if (now - this.asked >= AGAIN) this.subscribe([...this.wanted]);
    }

    /** Away: no tab has been looked at for a while. */
    be(state: 'online' | 'away') {
        if (state === this.state) return;
        this.state = state;
        this.publish();
    }

    private publish() {
        void this.connection?.publish(`presence/${this.me}/${this.device}`, JSON.stringify({ state: this.state }));
    }

    /** Refused where the service is not there or the other one does not show it: then nothing is shown. */
    private subscribe(users: string[]) {
        if (users.length === 0) return;
        if (users.length === this.wanted.size) this.asked = Date.now();
        void this.connection?.subscribe(Object.fromEntries(users.map(user => [`presence/${user}`, { qos: 0 as const }])));
    }

    static parse(body: unknown): Presence | undefined {
        if (!isObject(body) || typeof body.state !== 'string' || !STATES.has(body.state)) return undefined;
        const state = body.state as Presence['state'];
        return typeof body.lastSeen === 'string' ? { state, lastSeen: body.lastSeen } : { state };
    }
}
