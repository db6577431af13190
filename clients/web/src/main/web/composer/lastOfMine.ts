import { Dexie } from 'dexie';
import type { Message } from '../core/message';
import type { Store } from '../store/store';

/** My newest text in a conversation, to edit it. */
export function lastOfMine(store: Store, conversation: string): Promise<Message | undefined> {
    return store.messages
        .where('[conversation+order+id]')
        .between([conversation, Dexie.minKey], [conversation, Dexie.maxKey])
        .reverse()
        .limit(200)
        .filter(message => message.from === store.user && message.type === 'text' && !message.removed && !message.hidden)
        .first();
}
