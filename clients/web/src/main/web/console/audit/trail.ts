import { query, type Service } from '../../api/http';

export interface Entry {
    id: number;
    at: string;
    operator: string;
    action: string;
    query: Record<string, unknown>;
    reason: string;
    found?: number | null;
    failure?: string | null;
}

export interface Asked {
    operator?: string;
    since?: string;
    until?: string;
}

/** What operators asked and did. The archive's and push's trails are alike, push's without times to ask by. */
export function trail(service: Service, asked: Asked, reason: string, cursor: string | undefined, signal: AbortSignal): Promise<{ entries: Entry[]; next?: string | null }> {
    return service.ask(`/operator/audit${query({ ...asked, reason, cursor })}`, { signal });
}
