import { query, type Service } from '../../api/http';

export type UserState = 'online' | 'away';

export interface OnlineDevice {
    device: string;
    state: UserState;
    since?: string;
}

export interface OnlineUser {
    user: string;
    state: UserState;
    lastSeen?: string;
    devices: OnlineDevice[];
}

export interface Online {
    counts: { users: number; devices: number; online: number; away: number };
    users: OnlineUser[];
    next?: string | null;
}

export interface Asked {
    user?: string;
    state?: string;
}

export const LIMIT = 100;

export const online = (presence: Service, asked: Asked, after: string | undefined, signal: AbortSignal): Promise<Online> =>
    presence.ask(`/operator/online${query({ ...asked, after, limit: LIMIT })}`, { signal });
