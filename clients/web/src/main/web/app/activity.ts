import { useEffect } from 'react';
import { useSession } from './session';

const OFTEN = 30_000;

/** Tells the leading tab that somebody is looking: the others see "online", not "away". */
export function useActivity() {
    const { bus } = useSession();
    useEffect(() => {
        let last = 0;
        const seen = () => {
            const now = Date.now();
            if (document.visibilityState !== 'visible' || now - last < OFTEN) return;
            last = now;
            bus.say({ kind: 'active', at: now });
        };
        const events = ['pointerdown', 'keydown', 'focus', 'pointermove'] as const;
        for (const event of events) window.addEventListener(event, seen, { passive: true });
        document.addEventListener('visibilitychange', seen);
        seen();
        return () => {
            for (const event of events) window.removeEventListener(event, seen);
            document.removeEventListener('visibilitychange', seen);
        };
    }, [bus]);
}
