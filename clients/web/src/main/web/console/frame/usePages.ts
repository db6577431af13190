import { useCallback, useEffect, useRef, useState } from 'react';

export interface PageOf<Row> {
    rows: Row[];
    next?: string | null | undefined;
}

/** One question, of which each page is asked with the cursor of the one before. */
export type Question<Row> = (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>;

interface State<Row> {
    rows: Row[];
    next?: string | undefined;
    state: 'idle' | 'busy' | 'done' | 'failed';
    reason?: unknown;
}

export interface Pages<Row> extends State<Row> {
    ask: (question: Question<Row>) => void;
    more: () => void;
    /** What did not work, once more. */
    again: () => void;
    change: (change: (rows: Row[]) => Row[]) => void;
    forget: () => void;
}

/** Rows page by page; a new question ends the one before. */
export function usePages<Row>(): Pages<Row> {
    const [found, setFound] = useState<State<Row>>({ rows: [], state: 'idle' });
    const current = useRef<{ question: Question<Row>; ending: AbortController }>(undefined);
    useEffect(() => () => current.current?.ending.abort(), []);
    const load = useCallback(async (before: Row[], cursor: string | undefined) => {
        if (!current.current) return;
        const { question, ending } = current.current;
        setFound({ rows: before, next: cursor, state: 'busy' });
        try {
            const { rows, next } = await question(cursor, ending.signal);
            if (!ending.signal.aborted) setFound({ rows: [...before, ...rows], next: next ?? undefined, state: 'done' });
        } catch (reason) {
            if (!ending.signal.aborted) setFound({ rows: before, next: cursor, state: 'failed', reason });
        }
    }, []);
    const ask = useCallback(
        (question: Question<Row>) => {
            current.current?.ending.abort();
            current.current = { question, ending: new AbortController() };
            void load([], undefined);
        },
        [load],
    );
    const again = () => void load(found.rows, found.next);
    const change = useCallback((how: (rows: Row[]) => Row[]) => setFound(before => ({ ...before, rows: how(before.rows) })), []);
    const forget = useCallback(() => {
        current.current?.ending.abort();
        setFound({ rows: [], state: 'idle' });
    }, []);
    return { ...found, ask, more: again, again, change, forget };
}
