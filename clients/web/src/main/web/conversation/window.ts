import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../app/session';
import type { Gap } from '../core/gaps';
import type { Message } from '../core/message';
import { isPlaced, orderOf } from '../core/order';
import { loadAfter, loadAround, loadBefore, loadNewest } from '../sync/history';
import { Dexie } from 'dexie';

/** Messages that are read from the store at once, and at most kept in memory. */
const PAGE = 80;
const MOST = 400;

interface Range {
    from: number;
    /** Infinity: up to the newest, and what comes. */
    to: number;
}

export interface MessageWindow {
    messages: Message[] | undefined;
    gaps: Gap[];
    atEnd: boolean;
    /** Whether rows were put before those that were there: the list keeps its place then. */
    prepended: boolean;
    older(): Promise<void>;
    newer(): Promise<void>;
    fill(gap: Gap): Promise<void>;
    toEnd(): Promise<void>;
    around(id: string): Promise<boolean>;
}

/** The part of a conversation that is on the screen and a little around it; never all of it. */
export function useMessageWindow(conversation: string): MessageWindow {
    const { store, archive } = useSession();
    const [range, setRange] = useState<Range>();
    const [prepended, setPrepended] = useState(false);
    const busy = useRef(false);
    const cleared = useLiveQuery(async () => (await store.conversations.get(conversation))?.clearedOrder ?? 0, [store, conversation]);

    const orders = useCallback(
        async (from: number, to: number, newestFirst: boolean): Promise<number[]> => {
            const lower = [conversation, from, Dexie.minKey];
            const upper = [conversation, to, Dexie.maxKey];
            const all = store.messages.where('[conversation+order+id]').between(lower, upper, true, true);
            const keys = await (newestFirst ? all.reverse() : all).limit(PAGE).keys();
            return (keys as unknown as [string, number, string][]).map(key => key[1]);
        },
        [store, conversation],
    );

    const toEnd = useCallback(async () => {
        const newest = await orders(0, Infinity, true);
        setPrepended(false);
        setRange({ from: await firstOf(store, conversation, newest), to: Infinity });
    }, [orders, store, conversation]);

    useEffect(() => {
        void (async () => {
            await toEnd();
            const unseen = await store.gaps.where({ conversation }).filter(gap => gap.before === Infinity).count();
            if (unseen === 0) return;
            await loadNewest(store, archive, conversation).catch(() => undefined);
            await toEnd();
        })();
    }, [store, archive, conversation, toEnd]);

    const messages = useLiveQuery(async () => {
        if (!range || cleared === undefined) return undefined;
        const all = await store.between(conversation, Math.max(range.from, cleared + 0.5), range.to).toArray();
        return all.filter(message => !message.hidden);
    }, [store, conversation, range, cleared]);
    const tooMany = range?.to === Infinity && (messages?.length ?? 0) > MOST + PAGE;
    useEffect(() => {
        if (tooMany) void toEnd();
    }, [tooMany, toEnd]);
    const gaps = useLiveQuery(async () => store.gaps.where({ conversation }).toArray(), [store, conversation]) ?? [];

    const older = useCallback(async () => {
        if (!range || busy.current) return;
        busy.current = true;
        try {
            const before = (await orders(0, range.from, true)).filter(order => order < range.from);
            const from = before.at(-1);
            if (from === undefined) return;
            const trimmed = await trim(store, conversation, from, range.to);
            setPrepended(true);
            setRange(trimmed);
        } finally {
            busy.current = false;
        }
    }, [range, orders, store, conversation]);

    const newer = useCallback(async () => {
        if (!range || range.to === Infinity || busy.current) return;
        busy.current = true;
        try {
            const next = (await orders(range.to, Infinity, false)).filter(order => order > range.to);
            setPrepended(false);
            setRange({ from: range.from, to: next.length < PAGE / 2 ? Infinity : next.at(-1)! });
        } finally {
            busy.current = false;
        }
    }, [range, orders]);

    const fill = useCallback(
        async (gap: Gap) => {
            const known = range && gap.after > range.from;
            if (known) {
                await loadAfter(store, archive, conversation, gap);
            } else {
                setPrepended(true);
                await loadBefore(store, archive, conversation, gap);
                const before = await orders(0, gap.before, true);
                setRange(now => now && { ...now, from: Math.min(now.from, before.at(-1) ?? now.from) });
            }
        },
        [store, archive, conversation, range, orders],
    );

    const around = useCallback(
        async (id: string) => {
            if (!(await store.messages.get([conversation, id]))) await loadAround(store, archive, conversation, id);
            const message = await store.messages.get([conversation, id]);
            if (!message) return false;
            const before = await orders(0, message.order, true);
            const next = await orders(message.order, Infinity, false);
            setPrepended(false);
            const around = before.slice(0, PAGE / 2);
            setRange({ from: around.length < PAGE / 2 ? 0 : around.at(-1)!, to: next.length < PAGE ? Infinity : next.at(-1)! });
            return true;
        },
        [store, archive, conversation, orders],
    );

    return { messages, gaps, atEnd: range?.to === Infinity, prepended, older, newer, fill, toEnd, around };
}

/**
 * Where a page of the newest begins. Messages that have no position yet will move up when they get it, so the page
 * begins with one that has.
 */
async function firstOf(store: ReturnType<typeof useSession>['store'], conversation: string, newest: number[]): Promise<number> {
    const first = newest.at(-1);
    if (first === undefined || newest.length < PAGE) return 0;
    if (isPlaced(first)) return first;
    return (await store.between(conversation, 0, orderOf(undefined, 0)).last())?.order ?? 0;
}

/** What is far below is let go; it is read again when somebody scrolls down. */
async function trim(store: ReturnType<typeof useSession>['store'], conversation: string, from: number, to: number): Promise<Range> {
    const kept = await store.between(conversation, from, to).limit(MOST + 1).primaryKeys();
    if (kept.length <= MOST) return { from, to };
    const last = await store.messages.get(kept[MOST - 1]!);
    return { from, to: last?.order ?? to };
}
