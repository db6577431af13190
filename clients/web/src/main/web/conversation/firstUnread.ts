import { useEffect, useRef, useState } from 'react';
import { useSession } from '../app/session';
import { isCounted, type Message } from '../core/message';

/** The first message that was unread when the conversation was opened: it stays marked while one reads. */
export function useFirstUnread(id: string, messages: Message[] | undefined): string | undefined {
    const { store, me } = useSession();
    const [first, setFirst] = useState<string>();
    const decided = useRef(false);
    useEffect(() => {
        if (decided.current || !messages) return;
        decided.current = true;
        void store.conversations.get(id).then(conversation => {
            if (!conversation || conversation.unread === 0) return;
            setFirst(messages.find(message => message.order > conversation.readOrder && isCounted(message, me))?.id);
        });
    }, [store, id, me, messages]);
    return first;
}
