import { refresh } from '../store/preview';
import type { Store } from '../store/store';

const OFTEN = 15_000;

/** Removes the text of what has expired. */
export class Janitor {
    constructor(private readonly store: Store) {}

    start(signal: AbortSignal) {
        const timer = setInterval(() => void this.sweep(), OFTEN);
        signal.addEventListener('abort', () => clearInterval(timer));
        void this.sweep();
    }

    private async sweep() {
        const { store } = this;
        await store.transaction('rw', [store.messages, store.conversations, store.gaps], async () => {
            const due = await store.messages.where('expiresAt').belowOrEqual(Date.now()).filter(one => !one.removed).toArray();
            for (const { reactions: _, ...message } of due) await store.messages.put({ ...message, text: '', removed: 'expired' });
            for (const id of new Set(due.map(one => one.conversation))) await refresh(store, id);
        });
    }
}
