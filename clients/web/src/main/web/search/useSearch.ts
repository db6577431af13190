import { useCallback, useEffect, useState } from 'react';
import type { Hit } from '../api/archive';
import { Failure } from '../api/http';
import { useSession } from '../app/session';

const PAUSE = 300;

export interface Found {
    hits: Hit[];
    next?: string | undefined;
    state: 'idle' | 'busy' | 'done' | 'failed';
    /** What the archive says is wrong with the words. */
    problem?: string;
}

const NONE: Found = { hits: [], state: 'idle' };

/** Searches while somebody types, a moment after the last letter. */
export function useSearch(words: string, conversation?: string): Found & { more: () => void } {
    const { archive } = useSession();
    const [found, setFound] = useState<Found>(NONE);
    const query = words.trim();
    useEffect(() => {
        if (query === '') return setFound(NONE);
        const ending = new AbortController();
        const timer = setTimeout(() => {
            setFound(before => ({ ...before, state: 'busy' }));
            archive.search(query, conversation, undefined, ending.signal).then(
                page => setFound({ hits: page.hits, next: page.next, state: 'done' }),
                (reason: unknown) => !ending.signal.aborted && setFound(failed(reason)),
            );
        }, PAUSE);
        return () => {
            clearTimeout(timer);
            ending.abort();
        };
    }, [archive, query, conversation]);
    const more = useCallback(() => {
        if (found.next === undefined || found.state !== 'done') return;
        setFound({ ...found, state: 'busy' });
        archive.search(query, conversation, found.next).then(
            page => setFound({ hits: [...found.hits, ...page.hits], next: page.next, state: 'done' }),
            (reason: unknown) => setFound({ ...failed(reason), hits: found.hits }),
        );
    }, [archive, query, conversation, found]);
    return { ...found, more };
}

function failed(reason: unknown): Found {
    const problem = reason instanceof Failure && reason.status === 400 ? reason.message : undefined;
    return { hits: [], state: 'failed', ...(problem !== undefined && { problem }) };
}
