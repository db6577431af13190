import type { Conversation } from '../store/conversation';
import type { Store } from '../store/store';

/** The newest message first; what was cleared and is empty is not listed. */
export async function sortedConversations(store: Store): Promise<Conversation[]> {
    const all = await store.conversations.orderBy('lastOrder').reverse().toArray();
    return all.filter(one => one.last !== undefined || one.role !== undefined || one.unread > 0);
}

/** What a conversation is called. */
export function titleOf(conversation: Conversation, me: string, mine: string): string {
    if (conversation.kind === 'group') return conversation.name ?? conversation.id;
    return conversation.peer === me ? mine : (conversation.peer ?? conversation.id);
}
