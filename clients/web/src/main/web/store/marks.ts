import { isCounted } from '../core/message';
import { conversationOf } from './ingest';
import type { MarkRow, Store } from './store';

export type Reach = 'delivered' | 'read';

/** Somebody received or read everything up to a message. Nothing moves back. */
export async function reached(store: Store, conversation: string, user: string, state: Reach, id: string, position?: number): Promise<void> {
    await store.transaction('rw', [store.marks, store.messages, store.conversations], async () => {
        const order = position ?? (await store.messages.get([conversation, id]))?.order;
        const mark = (await store.marks.get([conversation, user])) ?? { conversation, user };
        if (order === undefined && mark[state] !== undefined) return;
        const moved = move(mark, state, id, order);
        if (state === 'read') move(mark, 'delivered', id, order);
        if (!moved) return;
        await store.marks.put(mark);
        if (user === store.user && order !== undefined) await readElsewhere(store, conversation, state, order);
    });
}

function move(mark: MarkRow, state: Reach, id: string, order: number | undefined): boolean {
    const before = mark[state];
    if (order !== undefined && before !== undefined && before >= order) return false;
    mark[`${state}Id`] = id;
    if (order !== undefined) mark[state] = order;
    return true;
}

/** Another device of mine did it: this one need not tell, and has nothing unread up to there. */
async function readElsewhere(store: Store, id: string, state: Reach, order: number) {
    const conversation = await conversationOf(store, id);
    conversation.toldDelivered = Math.max(conversation.toldDelivered, order);
    if (state === 'read' && order > conversation.readOrder) {
        conversation.readOrder = order;
        conversation.toldRead = Math.max(conversation.toldRead, order);
        await recount(store, conversation);
    }
    await store.conversations.put(conversation);
}

const MOST = 1000;

async function recount(store: Store, conversation: { id: string; readOrder: number; unread: number; mentioned?: boolean }) {
    const newer = await store.between(conversation.id, conversation.readOrder + 0.5, Infinity).limit(MOST).toArray();
    const counted = newer.filter(message => isCounted(message, store.user));
    conversation.unread = counted.length;
    if (counted.some(message => message.mentions?.includes(store.user))) conversation.mentioned = true;
    else delete conversation.mentioned;
}

/** I have seen everything up to a message, wherever it stands by now. The leader tells the others. */
export async function markRead(store: Store, id: string, message: string): Promise<void> {
    await store.transaction('rw', [store.conversations, store.messages], async () => {
        const conversation = await store.conversations.get(id);
        const order = (await store.messages.get([id, message]))?.order;
        if (!conversation || order === undefined || (order <= conversation.readOrder && conversation.unread === 0)) return;
        conversation.readOrder = Math.max(order, conversation.readOrder);
        await recount(store, conversation);
        await store.conversations.put(conversation);
    });
}
