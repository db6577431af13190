import { query, type Service } from '../../api/http';
import type { Filter } from './oversight';

/** The lines are kept in the browser's memory until they are a file. */
export const LARGEST = 256 * 1024 * 1024;

export class TooLarge extends Error {}
export class Broken extends Error {}

export interface Exported {
    file: Blob;
    count: number;
}

/** All that was found, as lines of JSON, the oldest first; whole, or not at all. */
export async function exportOf(archive: Service, filter: Filter, reason: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<Exported> {
    const answer = await archive.open(`/operator/messages/export${query({ ...filter, reason })}`, { signal });
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    const reader = answer.body!.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
        bytes += read.value.length;
        if (bytes > LARGEST) {
            await reader.cancel();
            throw new TooLarge();
        }
        parts.push(read.value);
        onBytes(bytes);
    }
    const file = new Blob(parts, { type: 'application/x-ndjson' });
    return { file, count: countOf(await file.slice(-200).text()) };
}

/** The last line sums up; without it the stream broke. */
export function countOf(end: string): number {
    const last = end.trimEnd().split('\n').at(-1) ?? '';
    const count = /^{"summary":{"count":(\d+)}}$/.exec(last)?.[1];
    if (count === undefined) throw new Broken();
    return Number(count);
}

export function save(file: Blob, name: string) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
