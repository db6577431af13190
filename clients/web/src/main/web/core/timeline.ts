import { type Gap, gapBetween } from './gaps';
import type { Message } from './message';

/** What stands in a conversation, from top to bottom. */
export type Row =
    | { kind: 'day'; key: string; at: number }
    | { kind: 'gap'; key: string; gap: Gap }
    | { kind: 'unread'; key: string }
    | { kind: 'event'; key: string; message: Message }
    | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean };

const TOGETHER = 5 * 60_000;

/**
 * Messages with their days, gaps and where the unread ones begin. Those that one person sent within minutes make a
 * group: the first has a name, the last a tail.
 *
 * @param messages in order
 * @param unreadFrom the first one that was not read when the conversation was opened
 */
export function timeline(messages: Message[], gaps: Gap[], unreadFrom?: string): Row[] {
    const rows: Row[] = [];
    let previous: Message | undefined;
    for (const message of messages) {
        const gap = gapBetween(gaps, previous?.order ?? 0, message.order);
        if (gap) rows.push({ kind: 'gap', key: `gap-${gap.after}`, gap });
        const newDay = !previous || dayOf(previous.at) !== dayOf(message.at);
        if (newDay) rows.push({ kind: 'day', key: `day-${message.id}`, at: message.at });
        if (message.id === unreadFrom) rows.push({ kind: 'unread', key: 'unread' });
        rows.push(rowOf(message, newDay || gap || message.id === unreadFrom ? undefined : previous));
        closeBefore(rows);
        previous = message;
    }
    return rows;
}

function rowOf(message: Message, previous: Message | undefined): Row {
    if (message.type === 'system') return { kind: 'event', key: message.id, message };
    return { kind: 'message', key: message.id, message, first: !belong(previous, message), last: true };
}

/** The one before is not the last of its group if this one goes on with it. */
function closeBefore(rows: Row[]) {
    const [before, now] = rows.slice(-2);
    if (before?.kind === 'message' && now?.kind === 'message' && !now.first) before.last = false;
}

function belong(one: Message | undefined, next: Message): boolean {
    return one !== undefined && one.type !== 'system' && one.from === next.from && next.at - one.at < TOGETHER;
}

export function dayOf(at: number): string {
    const date = new Date(at);
    return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
