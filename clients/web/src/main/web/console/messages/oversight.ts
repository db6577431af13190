import { query, type Service } from '../../api/http';
import type { MessageView } from '../../core/wire';

export interface Filter {
    user?: string;
    conversation?: string;
    text?: string;
    since?: string;
    until?: string;
}

export type Found = MessageView;

export interface FoundPage {
    messages: Found[];
    next?: string;
}

export function find(archive: Service, filter: Filter, reason: string, more: { cursor?: string | undefined; limit?: number }, signal?: AbortSignal): Promise<FoundPage> {
    return archive.ask(`/operator/messages${query({ ...filter, reason, cursor: more.cursor, limit: more.limit ?? 50 })}`, { signal });
}

const MINUTES = 15 * 60 * 1000;

/** What was said in a conversation shortly before and after, the oldest first. */
export async function around(archive: Service, message: Found, reason: string): Promise<Found[]> {
    const at = Date.parse(message.receivedAt);
    const filter = {
        conversation: message.conversation,
        since: new Date(at - MINUTES).toISOString(),
        until: new Date(at + MINUTES).toISOString(),
    };
    return (await find(archive, filter, reason, { limit: 200 })).messages.toReversed();
}

export type Target = { user: string } | { conversation: string } | { messageId: string };

export const nameOf = (target: Target): string => Object.values(target)[0] as string;

export async function erase(archive: Service, target: Target, reason: string, confirm: string): Promise<number> {
    const answer = await archive.ask<{ erased: number }>('/operator/erasures', { method: 'POST', body: { ...target, reason, confirm } });
    return answer.erased;
}

/** So many are counted before an erasure, the newest. */
export const COUNTED = 500;

/** How many still have something to lose, as far as one page says it. */
export async function countOf(archive: Service, target: Target, reason: string): Promise<{ count: number; more: boolean } | undefined> {
    if ('messageId' in target) return undefined;
    const { messages, next } = await find(archive, target, reason, { limit: COUNTED });
    const meant = messages.filter(one => one.removed === undefined && (!('user' in target) || one.from === target.user));
    return { count: meant.length, more: next !== undefined };
}
