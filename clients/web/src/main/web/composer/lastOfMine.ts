import type { Message } from '../core/message';
import type { Store } from '../store/store';

/** My newest text in a conversation, to edit it. */
export function lastOfMine(store: Store, conversation: string): Promise<Message | undefined> {
    return store
        .between(conversation, 0, Infinity)
        .reverse()
        .limit(200)
        .filter(message => message.from === store.user && message.type === 'text' && !message.removed && !message.hidden)
        .first();
}
