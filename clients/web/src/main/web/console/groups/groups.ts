import { query, type Service } from '../../api/http';

export interface Group {
    id: string;
    name: string;
    createdBy: string;
    createdAt: string;
    changedAt: string;
    members: number;
    announcementOnly: boolean;
}

export interface Member {
    user: string;
    role: string;
    since: string;
}

export interface Details {
    group: Group;
    members: Member[];
}

export interface Difference {
    key: string;
    kind: 'missing' | 'different' | 'unknown';
    database?: number | null;
    log?: number | null;
}

export interface Report {
    checkedAt: string;
    groups: number;
    members: number;
    blocks: number;
    records: number;
    underWay: number;
    differing: number;
    differences: Difference[];
}

export const list = (groups: Service, asked: { text?: string; member?: string }, after: string | undefined, signal: AbortSignal): Promise<{ groups: Group[]; next?: string | null }> =>
    groups.ask(`/operator/groups${query({ ...asked, after, limit: 50 })}`, { signal });

export const details = (groups: Service, id: string): Promise<Details> => groups.ask(`/operator/groups/${encodeURIComponent(id)}`);

export const check = (groups: Service): Promise<Report> => groups.ask('/operator/check', { method: 'POST' });

export const repair = (groups: Service, endUnknown: boolean): Promise<{ published: number; left: number }> =>
    groups.ask('/operator/repair', { method: 'POST', body: { endUnknown } });
