import type { Message } from '../core/message';
import type { DraftRow, Store } from '../store/store';

const empty = (conversation: string): DraftRow => ({ conversation, text: '', at: Date.now() });

/** Changes what is being written in a conversation; nothing left, nothing kept. */
export async function draft(store: Store, conversation: string, change: (draft: DraftRow) => DraftRow): Promise<void> {
    await store.transaction('rw', store.drafts, async () => {
        const now = change((await store.drafts.get(conversation)) ?? empty(conversation));
        if (now.text === '' && now.replyTo === undefined && now.editing === undefined) await store.drafts.delete(conversation);
        else await store.drafts.put({ ...now, at: Date.now() });
    });
}

export const startReply = (store: Store, message: Message): Promise<void> =>
    draft(store, message.conversation, ({ editing: _, ...rest }) => ({ ...rest, replyTo: message.id }));

export const startEdit = (store: Store, message: Message): Promise<void> =>
    draft(store, message.conversation, ({ replyTo: _, ...rest }) => ({ ...rest, editing: message.id, text: message.text }));

export const stop = (store: Store, conversation: string): Promise<void> =>
    draft(store, conversation, ({ replyTo: _, editing, ...rest }) => ({ ...rest, text: editing === undefined ? rest.text : '' }));

export const write = (store: Store, conversation: string, text: string): Promise<void> =>
    draft(store, conversation, rest => ({ ...rest, text }));
