import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useSession } from './session';
import { go, parseRoute } from './route';
import { sortedConversations } from '../conversations/sorted';

const Switcher = lazy(() => import('../conversations/Switcher'));

/** Ctrl-K finds a conversation, Alt and an arrow goes to the next, Esc goes back. */
export function useKeyboard(): ReactNode {
    const { store } = useSession();
    const [switching, setSwitching] = useState(false);
    useEffect(() => {
        const step = async (by: number) => {
            const all = await sortedConversations(store);
            if (all.length === 0) return;
            const route = parseRoute(window.location.hash);
            const at = route.page === 'conversation' ? all.findIndex(one => one.id === route.id) : by > 0 ? -1 : all.length;
            const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
            if (next) go({ page: 'conversation', id: next.id });
        };
        // What Esc closes is gone when it comes to us.
        let overlay = false;
        const before = () => void (overlay = document.querySelector('[role=dialog],[role=menu]') !== null);
        const pressed = (event: KeyboardEvent) => {
            if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
                event.preventDefault();
                setSwitching(true);
            } else if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
                event.preventDefault();
                void step(event.key === 'ArrowDown' ? 1 : -1);
            } else if (event.key === 'Escape' && !event.defaultPrevented && !overlay) {
                if (parseRoute(window.location.hash).page !== 'home') go({ page: 'home' });
            }
        };
        window.addEventListener('keydown', before, true);
        window.addEventListener('keydown', pressed);
        return () => {
            window.removeEventListener('keydown', before, true);
            window.removeEventListener('keydown', pressed);
        };
    }, [store]);
    return (
        <Suspense>{switching && <Switcher onClose={() => setSwitching(false)} />}</Suspense>
    );
}
