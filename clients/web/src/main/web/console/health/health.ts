import { query, type Service } from '../../api/http';

export type HopState = 'up' | 'degraded' | 'down' | 'unknown';

export interface Hop {
    name: string;
    state: HopState;
    since: string | null;
    waitsFor: string[];
}

type Values = (number | null)[];

/** By group and line, all on the same times. */
export type Series = Record<string, Record<string, Values>>;

export interface Health {
    at: string;
    /** Seconds. */
    every: number;
    keeps: number;
    services: Hop[];
    times: number[];
    series: Series;
}

export const ask = (web: Service, after: number | undefined, signal: AbortSignal): Promise<Health> =>
    web.ask(`/health${query({ after })}`, { signal });

/** What is new put behind what was there; what is older than the server keeps is dropped. */
export function append(before: Health | undefined, more: Health): Health {
    if (before === undefined) return more;
    const oldest = Date.parse(more.at) - more.keeps * 1000;
    const first = before.times.findIndex(time => time >= oldest);
    const from = first < 0 ? before.times.length : first;
    const groups = new Set([...Object.keys(before.series), ...Object.keys(more.series)]);
    const series: Series = {};
    for (const group of groups) series[group] = joined(before, more, group, from);
    return { ...more, times: [...before.times.slice(from), ...more.times], series };
}

function joined(before: Health, more: Health, group: string, from: number): Record<string, Values> {
    const old = before.series[group] ?? {};
    const fresh = more.series[group] ?? {};
    const gap = (length: number): Values => Array<null>(length).fill(null);
    const lines: Record<string, Values> = {};
    for (const name of new Set([...Object.keys(old), ...Object.keys(fresh)]))
        lines[name] = [...(old[name] ?? gap(before.times.length)).slice(from), ...(fresh[name] ?? gap(more.times.length))];
    return lines;
}

/** The last value of a line, if it is known now. */
export const latest = (values: Values): number | null => values.at(-1) ?? null;
