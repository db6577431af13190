import type { Archive, HistoryPage, Place } from '../api/archive';
import { BEGINNING, type Gap, without } from '../core/gaps';
import { isPlaced } from '../core/order';
import { fromArchive } from '../core/wire';
import { ingest } from '../store/ingest';
import { reached } from '../store/marks';
import type { Store } from '../store/store';

const PAGE = 100;

/** Loads the newest page of a conversation that this device has not seen. */
export async function loadNewest(store: Store, archive: Archive, conversation: string): Promise<void> {
    const asOf = Date.now();
    const page = await archive.history(conversation, {}, PAGE);
    await take(store, conversation, page, asOf, { before: Infinity });
    const { receipts } = await archive.receipts(conversation);
    for (const one of receipts) await reached(store, conversation, one.user, one.state, one.upTo, one.position);
}

/** Loads what stands right before the end of a gap. */
export async function loadBefore(store: Store, archive: Archive, conversation: string, gap: Gap): Promise<void> {
    const asOf = Date.now();
    const next = isFinite(gap.before) ? await messageAt(store, conversation, gap.before) : undefined;
    const place: Place = next === undefined ? {} : { before: next };
    const page = await archive.history(conversation, place, PAGE);
    await take(store, conversation, page, asOf, { before: gap.before });
}

/** Loads what stands around a message: a search hit, a quoted one, a day. */
export async function loadAround(store: Store, archive: Archive, conversation: string, id: string): Promise<void> {
    const asOf = Date.now();
    const page = await archive.history(conversation, { around: id }, PAGE);
    await take(store, conversation, page, asOf, {});
}

/** Loads what stands right after a place where this device knows no more. */
export async function loadAfter(store: Store, archive: Archive, conversation: string, gap: Gap): Promise<void> {
    const asOf = Date.now();
    const last = await messageAt(store, conversation, gap.after);
    if (last === undefined) return loadBefore(store, archive, conversation, gap);
    const page = await archive.history(conversation, { after: last }, PAGE);
    await take(store, conversation, page, asOf, { after: gap.after });
}

async function messageAt(store: Store, conversation: string, order: number): Promise<string | undefined> {
    return (await store.between(conversation, order, order).first())?.id;
}

/** What a page covers is no gap any more: from its first to its last message, and to where the asking began. */
async function take(store: Store, conversation: string, page: HistoryPage, asOf: number, side: { before?: number; after?: number }) {
    await ingest(store, page.messages.map(fromArchive), { kind: 'history', asOf });
    const first = page.messages[0]?.position;
    const last = page.messages.at(-1)?.position;
    const from = page.previous === undefined && side.after === undefined ? BEGINNING : (side.after ?? first ?? BEGINNING);
    const to = side.before ?? (page.next === undefined ? Infinity : (last ?? Infinity));
    await store.transaction('rw', store.gaps, async () => {
        const rows = await store.gaps.where({ conversation }).toArray();
        const rest = without(rows, from, to);
        await store.gaps.bulkDelete(rows.map(row => row.key));
        await store.gaps.bulkAdd(rest.map(({ after, before }) => ({ conversation, after, before }) as never));
    });
}

/** Whether everything newer than a message is here, so that the conversation can end there. */
export const isLive = (gaps: Gap[], order: number): boolean => !isPlaced(order) || !gaps.some(gap => gap.before > order);
