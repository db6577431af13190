import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Conversation } from '../store/conversation';
import type { Live } from '../sync/live';
import { useSession } from './session';

export function useLive(): Live {
    const { live } = useSession();
    return useSyncExternalStore(live.subscribe, live.get);
}

export function useConversation(id: string | undefined): Conversation | undefined {
    const { store } = useSession();
    return useLiveQuery(() => (id === undefined ? undefined : store.conversations.get(id)), [store, id]);
}

/** The time, so coarse that what depends on it is shown anew now and then. */
export function useNow(every: number): number {
    const [now, setNow] = useState(Date.now);
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), every);
        return () => clearInterval(timer);
    }, [every]);
    return now;
}
