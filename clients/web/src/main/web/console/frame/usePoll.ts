import { useEffect, useRef } from 'react';

/** Does something now and every so often, while somebody looks. The next begins when the one before has ended. */
export function usePoll(work: (signal: AbortSignal) => Promise<void>, every: number) {
    const latest = useRef(work);
    useEffect(() => {
        latest.current = work;
    });
    useEffect(() => {
        const ending = new AbortController();
        let timer: ReturnType<typeof setTimeout> | undefined;
        let running = false;
        const turn = async () => {
            clearTimeout(timer);
            if (running || document.visibilityState !== 'visible') return;
            running = true;
            await latest.current(ending.signal);
            running = false;
            if (!ending.signal.aborted) timer = setTimeout(() => void turn(), every);
        };
        const seen = () => void turn();
        document.addEventListener('visibilitychange', seen);
        void turn();
        return () => {
            ending.abort();
            clearTimeout(timer);
            document.removeEventListener('visibilitychange', seen);
        };
    }, [every]);
}
