import { derivedId, isMessageId } from '../core/ids';
import { parseTopic } from '../core/topics';
import { fromLive, isObject, type Arrival } from '../core/wire';
import type { Message } from '../core/message';
import { ingest, takeStored } from '../store/ingest';
import { reached, type Reach } from '../store/marks';
import type { Store } from '../store/store';
import { PresenceWatch } from './presence';
import type { Live } from './live';
import { refuse } from './sender';

export interface InboxEvents {
    live(change: (live: Live) => Live): void;
    /** Something came that only the archive can tell. */
    ask(): void;
    news(messages: Message[]): void;
    notice(event: string, body: Record<string, unknown>): void;
}

/** How long somebody counts as typing after he said so. */
const TYPING = 6_000;
/** What arrives together is taken together: a device that was away gets hundreds at once. */
const TOGETHER = 20;

/** Takes what comes over MQTT. What it cannot read it leaves to the archive. */
export class Inbox {
    private waiting: { topic: string; payload: Uint8Array }[] = [];
    private taking: Promise<void> = Promise.resolve();

    constructor(
        private readonly store: Store,
        private readonly events: InboxEvents,
    ) {}

    receive(topic: string, payload: Uint8Array) {
        this.waiting.push({ topic, payload });
        if (this.waiting.length > 1) return;
        setTimeout(() => {
            const all = this.waiting;
            this.waiting = [];
            this.taking = this.taking.then(() => this.take(all)).catch(reason => console.error('inbox', reason));
        }, TOGETHER);
    }

    private async take(all: { topic: string; payload: Uint8Array }[]) {
        const arrivals: Arrival[] = [];
        for (const { topic, payload } of all) {
            const parsed = parseTopic(topic, this.store.user);
            const body = parse(payload);
            if (!parsed || !body) continue;
            if (parsed.kind === 'message') {
                const arrival = fromLive(parsed, await this.idOf(topic, payload, body), body, Date.now());
                if (arrival) arrivals.push(arrival);
                else this.events.ask();
                this.typing(parsed.conversation, parsed.from, false);
            } else {
                await this.other(parsed, body);
            }
        }
        const news = await ingest(this.store, arrivals, { kind: 'live' });
        if (news.skipped || arrivals.length > 0) this.events.ask();
        if (news.messages.length > 0) this.events.news(news.messages);
        // A name, a role, or who may write: the groups service says how it is now.
        if (arrivals.some(one => 'message' in one && one.message.type === 'system')) this.events.notice('group-changed', {});
    }

    private async idOf(topic: string, payload: Uint8Array, body: Record<string, unknown>): Promise<string | undefined> {
        if (isMessageId(body.id)) return body.id;
        return typeof body.timestamp === 'string' ? derivedId(topic, payload, body.timestamp) : undefined;
    }

    private async other(topic: Exclude<ReturnType<typeof parseTopic>, undefined | { kind: 'message' }>, body: Record<string, unknown>) {
        switch (topic.kind) {
            case 'typing':
                this.typing(topic.conversation, topic.from, body.typing === true);
                return;
            case 'presence': {
                const presence = PresenceWatch.parse(body);
                if (presence) this.events.live(live => ({ ...live, presence: { ...live.presence, [topic.user]: presence } }));
                return;
            }
            case 'receipt':
                if ((body.state === 'delivered' || body.state === 'read') && isMessageId(body.upTo) && typeof body.conversation === 'string')
                    await this.receipt(topic, body.conversation, body.state, body.upTo);
                return;
            case 'stored':
                await this.stored(body);
                return;
            case 'notice':
                await this.notice(body);
        }
    }

    /** Of groups only my own count here: the others come as numbers. */
    private async receipt(topic: { from: string; to: string }, conversation: string, state: Reach, upTo: string) {
        const mine = topic.from === this.store.user;
        const direct = conversation === [topic.from, topic.to].toSorted().join('_');
        if (mine || direct) await reached(this.store, conversation, topic.from, state, upTo);
    }

    private async stored(body: Record<string, unknown>) {
        const { conversation, ids, counts } = body;
        if (typeof conversation !== 'string') return;
        if (Array.isArray(ids)) await takeStored(this.store, conversation, ids as [string, number][]);
        if (Array.isArray(counts)) await this.counts(conversation, counts as [string, number, number, number][]);
    }

    private async counts(conversation: string, counts: [string, number, number, number][]) {
        await this.store.transaction('rw', this.store.messages, async () => {
            for (const [id, delivered, read, of] of counts)
                await this.store.messages.update([conversation, id], { counts: { delivered, read, of } });
        });
    }

    private async notice(body: Record<string, unknown>) {
        if (typeof body.event !== 'string') return;
        if (body.event === 'rejected' && isMessageId(body.id)) {
            const entry = await this.store.outbox.get(body.id);
            const reason = typeof body.reason === 'string' ? body.reason : '';
            if (entry) {
                await this.store.outbox.update(entry.id, { due: Infinity, refusal: reason });
                await refuse(this.store, entry.conversation, entry.id, reason);
            }
        }
        this.events.notice(body.event, body);
    }

    private typing(conversation: string, user: string, on: boolean) {
        if (user === this.store.user) return;
        this.events.live(live => {
            const others = { ...live.typing[conversation] };
            if (!on && others[user] === undefined) return live;
            if (on) others[user] = Date.now() + TYPING;
            else delete others[user];
            return { ...live, typing: { ...live.typing, [conversation]: others } };
        });
    }
}

function parse(payload: Uint8Array): Record<string, unknown> | undefined {
    try {
        const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
        return isObject(body) ? body : undefined;
    } catch {
        return undefined;
    }
}
