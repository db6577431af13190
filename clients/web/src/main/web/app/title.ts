import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect } from 'react';
import { isMuted } from '../store/conversation';
import { useSession } from './session';

/** How many are unread, where it is seen from other tabs and on an installed app's icon. */
export function useTitle() {
    const { store } = useSession();
    const unread = useLiveQuery(async () => {
        const all = await store.conversations.filter(one => one.unread > 0 && !isMuted(one, Date.now())).toArray();
        return all.reduce((sum, one) => sum + one.unread, 0);
    }, [store]);
    useEffect(() => {
        document.title = unread ? `(${unread}) Parley` : 'Parley';
        if (!('setAppBadge' in navigator)) return;
        void (unread ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => undefined);
    }, [unread]);
}
