import { overdue } from '../core/counters';
import type { Store } from '../store/store';

/** The archive needs a moment for what has just been said. */
const PATIENCE = 30_000;

/** Numbers that stayed missing although the archive was asked: the message after them says so. */
export async function lateGaps(store: Store): Promise<void> {
    await store.transaction('rw', [store.streams, store.messages], async () => {
        const rows = await store.streams.filter(row => row.missing.length > 0).toArray();
        for (const row of rows) {
            const { stream, late } = overdue(row, Date.now() - PATIENCE);
            if (late.length === 0) continue;
            await store.streams.put({ ...row, ...stream });
            // What was removed has lost its number: it may be what is missing.
            let removed = await store
                .between(row.conversation, 0, Infinity)
                .filter(one => one.from === row.from && one.removed !== undefined && one.n === undefined)
                .count();
            for (const gap of late) {
                const missing = gap.last - gap.first + 1;
                if (removed >= missing) removed -= missing;
                else await store.messages.update([row.conversation, gap.before], { missing });
            }
        }
    });
}
