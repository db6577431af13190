import { query, type Service } from '../../api/http';

export interface Rejected {
    id: number;
    receivedAt: string;
    topic: string;
    from: string;
    why: string;
    size: number;
    /** Its beginning; absent when it was erased. */
    preview?: string;
    /** Absent while it is open. */
    replayed?: { at: string; operator: string; message?: string };
}

export interface Whole extends Rejected {
    payload?: string;
    truncated?: boolean;
}

export const STATES = ['open', 'replayed', 'all'] as const;
export type Wanted = (typeof STATES)[number];

export const list = (archive: Service, asked: { user?: string; state: Wanted }, reason: string, cursor: string | undefined, signal: AbortSignal): Promise<{ rejected: Rejected[]; next?: string | null }> =>
    archive.ask(`/operator/rejected${query({ ...asked, reason, cursor, limit: 50 })}`, { signal });

export const whole = (archive: Service, id: number, reason: string): Promise<Whole> => archive.ask(`/operator/rejected/${id}${query({ reason })}`);

export const replay = (archive: Service, id: number, reason: string): Promise<{ message?: string; conversation: string }> =>
    archive.ask(`/operator/rejected/${id}/replay`, { method: 'POST', body: { reason } });
