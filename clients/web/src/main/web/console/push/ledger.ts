import { query, type Service } from '../../api/http';

export interface Entry {
    id: number;
    at: string;
    user: string;
    device: string;
    conversation?: string | null;
    message?: string | null;
    event: string;
    detail?: string | null;
}

export const EVENTS = [
    'queued', 'muted', 'collapsed', 'cancelled-read', 'cancelled-delivered', 'cancelled', 'held', 'sent', 'accepted', 'retried', 'refused',
    'expired', 'dead-target', 'clear-queued', 'cleared', 'requeued', 'test',
] as const;

export type Asked = Partial<Record<'user' | 'device' | 'conversation' | 'message' | 'event' | 'since' | 'until', string>>;

export function ledger(push: Service, asked: Asked, reason: string, cursor?: string, signal?: AbortSignal): Promise<{ entries: Entry[]; next?: string | null }> {
    return push.ask(`/operator/ledger${query({ ...asked, reason, cursor })}`, { signal });
}

export async function retry(push: Service, id: number, reason: string): Promise<'hurried' | 'queued'> {
    return (await push.ask<{ state: 'hurried' | 'queued' }>(`/operator/ledger/${id}/retry`, { method: 'POST', body: { reason } })).state;
}

export interface Device {
    device: string;
    name?: string | null;
    target?: { kind: string } | null;
}

export interface TestReport {
    device: string;
    delivered: boolean;
    steps: { step: string; ok: boolean; detail: string }[];
}

export const myDevices = async (push: Service): Promise<Device[]> => (await push.ask<{ devices: Device[] }>('/devices')).devices;

export const test = (push: Service, device: string): Promise<TestReport> => push.ask('/push/test', { method: 'POST', body: { device } });
