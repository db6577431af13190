import { Dexie } from 'dexie';
import { count } from '../core/counters';
import { peerOf } from '../core/ids';
import { leftBehind } from '../core/leftbehind';
import { amend, merge } from '../core/merge';
import { isCounted, type Amendment, type Message } from '../core/message';
import { isPlaced, orderOf } from '../core/order';
import type { Arrival } from '../core/wire';
import { emptyConversation, type Conversation } from './conversation';
import { refresh } from './preview';
import type { Store } from './store';

export interface Source {
    /** History applies reactions; sync and the live way bring them as messages of their own. */
    kind: 'live' | 'sync' | 'history';
    /** When the archive was asked. */
    asOf?: number;
}

/** What is new, for notifications and for asking the archive again. */
export interface News {
    messages: Message[];
    /** A number was skipped: something did not come. */
    skipped: boolean;
}

/** Takes what arrived into the store: merged by id, changes applied, lists and counts renewed, in one transaction. */
export async function ingest(store: Store, arrivals: Arrival[], source: Source): Promise<News> {
    const news: News = { messages: [], skipped: false };
    if (arrivals.length === 0) return news;
    const tables = [store.messages, store.conversations, store.outbox, store.early, store.streams, store.marks, store.gaps];
    await store.transaction('rw', tables, async () => {
        const messages = arrivals.flatMap(one => ('message' in one ? [one.message] : []));
        const changes = arrivals.flatMap(one => ('amendment' in one ? [one.amendment] : []));
        await takeMessages(store, messages, source, news);
        await takeAmendments(store, changes, source, news);
        const touched = new Set([...messages, ...changes].map(one => one.conversation));
        for (const id of touched) await refresh(store, id);
    });
    return news;
}

async function takeMessages(store: Store, messages: Message[], source: Source, news: News) {
    if (messages.length === 0) return;
    const known = await store.messages.bulkGet(messages.map(one => [one.conversation, one.id]));
    const merged = new Map<string, Message>();
    const fresh: Message[] = [];
    messages.forEach((incoming, index) => {
        const key = `${incoming.conversation} ${incoming.id}`;
        const before = merged.get(key) ?? known[index];
        if (!before) fresh.push(incoming);
        merged.set(key, merge(before, incoming, source.asOf, source.kind === 'history'));
    });
    for (const message of fresh) await applyEarly(store, message, merged);
    await store.messages.bulkPut([...merged.values()]);
    const placed = [...merged.values()].filter(one => one.position !== undefined);
    await settle(store, placed);
    await follow(store, known.filter(one => one !== undefined), merged);
    await moveLeftBehind(store, placed);
    await countFresh(store, fresh, source, news);
}

/** Changes that were here before what they change. */
async function applyEarly(store: Store, message: Message, merged: Map<string, Message>) {
    const waiting = await store.early.where('[conversation+ref]').equals([message.conversation, message.id]).toArray();
    const key = `${message.conversation} ${message.id}`;
    for (const change of waiting) merged.set(key, amend(merged.get(key) ?? message, change, Date.now()));
    await store.early.bulkDelete(waiting.map(change => [change.conversation, change.id]));
}

/** The archive has these: they leave the outbox, and marks at them get their place. */
async function settle(store: Store, placed: Pick<Message, 'conversation' | 'id' | 'order'>[]) {
    await store.outbox.bulkDelete(placed.map(one => one.id));
    for (const conversation of new Set(placed.map(one => one.conversation))) {
        const marks = await store.marks.where('[conversation+user]').between([conversation, Dexie.minKey], [conversation, Dexie.maxKey]).toArray();
        for (const mark of marks) {
            const delivered = placed.find(one => one.id === mark.deliveredId);
            const read = placed.find(one => one.id === mark.readId);
            if (delivered) mark.delivered = delivered.order;
            if (read) mark.read = read.order;
            if (delivered || read) await store.marks.put(mark);
        }
    }
}

async function moveLeftBehind(store: Store, placed: Message[]) {
    const conversations = new Set(placed.filter(one => one.arrived !== undefined).map(one => one.conversation));
    for (const id of conversations) {
        const waiting = await store.between(id, orderOf(undefined, 0), Infinity).toArray();
        const others = waiting.filter(one => one.position === undefined && one.from !== store.user);
        const before = new Map(others.map(one => [one.id, one.order]));
        for (const message of leftBehind(others, placed.filter(one => one.conversation === id))) {
            await store.messages.put(message);
            await moved(store, id, before.get(message.id)!, message.order);
        }
    }
}

/** Places that I remember as "read up to here" move along when the message there gets its position. */
async function follow(store: Store, known: Message[], merged: Map<string, Message>) {
    for (const before of known) {
        const now = merged.get(`${before.conversation} ${before.id}`);
        if (now && now.order !== before.order) await moved(store, before.conversation, before.order, now.order);
    }
}

async function moved(store: Store, id: string, from: number, to: number) {
    const conversation = await store.conversations.get(id);
    if (!conversation) return;
    const fields = ['readOrder', 'toldRead', 'toldDelivered', 'clearedOrder'] as const;
    const stale = fields.filter(field => conversation[field] === from);
    for (const field of stale) conversation[field] = to;
    if (stale.length > 0) await store.conversations.put(conversation);
}

async function countFresh(store: Store, fresh: Message[], source: Source, news: News) {
    const me = store.user;
    for (const message of fresh) {
        if (source.kind === 'history') continue;
        await watch(store, message, news);
        const conversation = await conversationOf(store, message.conversation);
        const isNew = message.order > conversation.readOrder && isCounted(message, me);
        if (!isNew) continue;
        conversation.unread++;
        if (message.mentions?.includes(me)) conversation.mentioned = true;
        await store.conversations.put(conversation);
        news.messages.push(message);
    }
}

async function watch(store: Store, message: Message | Amendment, news: News) {
    const { conversation, from, device, n } = message;
    if (device === undefined || n === undefined || from === store.user) return;
    const before = await store.streams.get([conversation, from, device]);
    const now = count(before, n, message.id, Date.now());
    if (now.missing.length > (before?.missing.length ?? 0)) news.skipped = true;
    await store.streams.put({ ...now, conversation, from, device });
}

export async function conversationOf(store: Store, id: string): Promise<Conversation> {
    return (await store.conversations.get(id)) ?? emptyConversation(id, peerOf(id, store.user));
}

async function takeAmendments(store: Store, changes: Amendment[], source: Source, news: News) {
    for (const change of changes) {
        if (source.kind !== 'history') await watch(store, change, news);
        const message = await store.messages.get([change.conversation, change.ref]);
        if (message) await store.messages.put(amend(message, change, Date.now()));
        // One with a place whose message is not here: history will bring it changed.
        else if (!isPlaced(change.order)) await store.early.put(change);
        if (isPlaced(change.order)) await store.early.delete([change.conversation, change.id]);
    }
    await store.outbox.bulkDelete(changes.filter(one => isPlaced(one.order)).map(one => one.id));
}

/** What came before it has no position yet: the archive tells all of them soon, and until then nothing changes places. */
async function followsUnplaced(store: Store, message: Message): Promise<boolean> {
    const before = await store.between(message.conversation, orderOf(undefined, 0), message.order - 0.5).first();
    return before !== undefined;
}

/** The archive says that it has messages of mine, and where. */
export async function takeStored(store: Store, conversation: string, ids: [string, number][]): Promise<void> {
    const tables = [store.messages, store.conversations, store.outbox, store.marks, store.gaps];
    await store.transaction('rw', tables, async () => {
        for (const [id, position] of ids) {
            await store.outbox.delete(id);
            const message = await store.messages.get([conversation, id]);
            if (!message || message.position !== undefined) continue;
            const { state: _, refusal: __, ...rest } = message;
            const order = (await followsUnplaced(store, message)) ? message.order : position;
            const placed = { ...rest, position, order };
            await store.messages.put(placed);
            await settle(store, [placed]);
            await moved(store, conversation, message.order, order);
        }
        await refresh(store, conversation);
    });
}
