import { useEffect, useRef } from 'react';
import { useSession } from '../app/session';

const REPEAT = 3_000;
const PAUSE = 4_000;

/** Says that I type, now and then while I do, and once that I stopped. */
export function useSayTyping(conversation: string): { typed: () => void; stopped: () => void } {
    const { bus } = useSession();
    const said = useRef(0);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    const stopped = () => {
        clearTimeout(timer.current);
        if (said.current === 0) return;
        said.current = 0;
        bus.say({ kind: 'typing', conversation, on: false });
    };
    const typed = () => {
        const now = Date.now();
        if (now - said.current > REPEAT) {
            said.current = now;
            bus.say({ kind: 'typing', conversation, on: true });
        }
        clearTimeout(timer.current);
        timer.current = setTimeout(stopped, PAUSE);
    };
    const end = useRef(stopped);
    end.current = stopped;
    useEffect(() => () => end.current(), []);
    return { typed, stopped };
}
