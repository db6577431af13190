import { ActionIcon, Loader } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { VList, type VListHandle } from 'virtua';
import { useSession } from '../app/session';
import type { Message } from '../core/message';
import { timeline, type Row } from '../core/timeline';
import type { Conversation } from '../store/conversation';
import { markRead } from '../store/marks';
import { RowView } from './RowView';
import type { Asked } from './MessageDialogs';
import { useFirstUnread } from './firstUnread';
import { useMessageWindow } from './window';
import styles from './Timeline.module.css';

export interface TimelineHandle {
    /** Wherever somebody is: what he says himself, he sees. */
    toNewest(): void;
}

interface Props {
    ref: Ref<TimelineHandle>;
    conversation: Conversation;
    target: string | undefined;
    onAsk: (what: Asked['what'], message: Message) => void;
    onJump: (message: string) => void;
}

/** Near enough to an end, in pixels: what comes there is loaded, or read. */
const NEAR = 400;
const AT_BOTTOM = 60;

/** What was said. New messages keep somebody at the bottom there, and nobody elsewhere. */
export function Timeline({ ref, conversation, target, onAsk, onJump }: Props) {
    const { t } = useTranslation();
    const { store, me } = useSession();
    const { id, peer } = conversation;
    const list = useRef<VListHandle>(null);
    const box = useRef<HTMLDivElement>(null);
    const lastOffset = useRef(0);
    const [bottom, setBottom] = useState(true);
    // The same without waiting for React: nobody who scrolls up is pulled back by a row that grows meanwhile.
    const stays = useRef(true);
    const view = useMessageWindow(id);
    const unreadFrom = useFirstUnread(id, view.messages);
    const mark = useLiveQuery(() => (peer === undefined ? undefined : store.marks.get([id, peer])), [store, id, peer]);
    const rows = useMemo(() => (view.messages ? timeline(view.messages, view.gaps, unreadFrom) : []), [view.messages, view.gaps, unreadFrom]);
    const lit = useTarget(view, rows, target, list);

    useStayAtBottom(box, rows, bottom && view.atEnd && lit === undefined, stays);
    useReading(conversation, view.messages, bottom && view.atEnd);

    const scrolled = useCallback(
        (offset: number) => {
            const handle = list.current;
            if (!handle) return;
            const left = handle.scrollSize - handle.viewportSize - offset;
            // Rows that grow move the end away; only who scrolls up leaves it.
            if (left < AT_BOTTOM) stays.current = true;
            else if (offset < lastOffset.current - 1) stays.current = false;
            setBottom(stays.current);
            lastOffset.current = offset;
            if (offset < NEAR) void view.older();
            if (left < NEAR) void view.newer();
        },
        [view],
    );
    const down = async () => {
        await view.toEnd();
        stays.current = true;
        setBottom(true);
    };
    useImperativeHandle(ref, () => ({ toNewest: () => void down() }));

    return (
        <div ref={box} className={styles.timeline}>
            {view.messages === undefined ? (
                <Loader className={styles.loader ?? ''} aria-label={t('loading')} />
            ) : (
                <VList ref={list} className={styles.rows ?? ''} shift={view.prepended} onScroll={scrolled} role="log" aria-live="off" aria-label={t('conversation.messages')} tabIndex={0} bufferSize={600}>
                    {rows.map(row => (
                        <RowView
                            key={row.key}
                            row={row}
                            conversation={conversation}
                            mark={mark}
                            lit={row.kind === 'message' && row.message.id === lit}
                            me={me}
                            onAsk={onAsk}
                            onJump={onJump}
                            onFill={view.fill}
                        />
                    ))}
                </VList>
            )}
            {(!bottom || !view.atEnd) && rows.length > 0 && (
                <ActionIcon className={styles.down ?? ''} variant="filled" size={44} aria-label={t('conversation.newest')} onClick={() => void down()}>
                    <IconChevronDown size={24} />
                    {conversation.unread > 0 && <span className={styles.count}>{conversation.unread}</span>}
                </ActionIcon>
            )}
        </div>
    );
}

/** A message that was asked for is brought into view and lit up for a moment. */
function useTarget(view: ReturnType<typeof useMessageWindow>, rows: Row[], target: string | undefined, list: React.RefObject<VListHandle | null>) {
    const [pending, setPending] = useState<string>();
    const [lit, setLit] = useState<string>();
    const { around } = view;
    useEffect(() => {
        if (target === undefined) return;
        void around(target).then(found => setPending(found ? target : undefined));
    }, [target, around]);
    useEffect(() => {
        if (pending === undefined) return;
        const index = rows.findIndex(row => row.kind === 'message' && row.message.id === pending);
        if (index < 0) return;
        setPending(undefined);
        setLit(pending);
        requestAnimationFrame(() => list.current?.scrollToIndex(index, { align: 'center' }));
        const timer = setTimeout(() => setLit(undefined), 2_500);
        return () => clearTimeout(timer);
    }, [pending, rows, list]);
    return lit ?? pending ?? undefined;
}

/**
 * Without the list's own scrollToIndex: that one repeats itself for as long as rows are measured, so also while somebody
 * scrolls up.
 */
function useStayAtBottom(box: React.RefObject<HTMLDivElement | null>, rows: Row[], stay: boolean, stays: React.RefObject<boolean>) {
    useLayoutEffect(() => {
        const log = box.current?.querySelector('[role=log]');
        if (!stay || rows.length === 0 || !log?.firstElementChild) return;
        const down = () => {
            if (stays.current) log.scrollTop = log.scrollHeight;
        };
        down();
        // So that the list renders what is there before anything is painted.
        log.dispatchEvent(new Event('scroll'));
        // Heights are known only once rows have been measured; and the composer grows at the cost of the list.
        const sizes = new ResizeObserver(down);
        sizes.observe(log);
        sizes.observe(log.firstElementChild);
        return () => sizes.disconnect();
    }, [box, rows, stay, stays]);
}

/** Read is what was at the bottom of a window that somebody looked at. */
function useReading(conversation: Conversation, messages: Message[] | undefined, reading: boolean) {
    const { store } = useSession();
    const newest = messages?.at(-1)?.id;
    const { id, unread, readOrder } = conversation;
    useEffect(() => {
        if (!reading || newest === undefined) return;
        const read = () => {
            if (document.visibilityState === 'visible' && document.hasFocus()) void markRead(store, id, newest);
        };
        read();
        window.addEventListener('focus', read);
        document.addEventListener('visibilitychange', read);
        return () => {
            window.removeEventListener('focus', read);
            document.removeEventListener('visibilitychange', read);
        };
    }, [store, id, newest, reading, unread, readOrder]);
}
