import { oneLine } from '../core/display';
import type { Message } from '../core/message';
import { conversationOf } from './ingest';
import type { Preview } from './conversation';
import type { Store } from './store';

/** Renews what the list says of a conversation: its newest message that I see. */
export async function refresh(store: Store, id: string): Promise<void> {
    const conversation = await conversationOf(store, id);
    const cleared = conversation.clearedOrder ?? 0;
    const newest = await store
        .between(id, cleared, Infinity)
        .reverse()
        .filter(message => !message.hidden && message.order > cleared)
        .first();
    if (newest) {
        conversation.last = previewOf(newest);
        conversation.lastOrder = Math.max(newest.order, cleared);
    } else if ((await store.gaps.where({ conversation: id }).count()) === 0 || cleared > 0) {
        delete conversation.last;
    }
    await store.conversations.put(conversation);
}

export function previewOf(message: Message): Preview {
    return {
        id: message.id,
        from: message.from,
        at: message.at,
        text: message.removed ? '' : oneLine(message.text, 120),
        type: message.removed ?? message.type,
        ...(message.event && { event: message.event.event }),
    };
}
