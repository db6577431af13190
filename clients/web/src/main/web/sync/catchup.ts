import type { Archive, ConversationView, SyncPage } from '../api/archive';
import { fromArchive } from '../core/wire';
import { BEGINNING } from '../core/gaps';
import { conversationOf, ingest, type News } from '../store/ingest';
import { previewOf } from '../store/preview';
import { reached } from '../store/marks';
import type { Store } from '../store/store';
import { loadNewest } from './history';

const CURSOR = 'cursor';
/** So many conversations are there at once when somebody opens them for the first time. */
const AHEAD = 15;

/** Brings the store up to date with the archive: by cursor, never by time. */
export class CatchUp {
    constructor(
        private readonly store: Store,
        private readonly archive: Archive,
    ) {}

    async run(signal: AbortSignal): Promise<News> {
        const cursor = await this.store.fact<string>(CURSOR);
        if (cursor === undefined) {
            await this.start(signal);
            return { messages: [], skipped: false };
        }
        return this.since(cursor, signal);
    }

    private async since(cursor: string, signal: AbortSignal): Promise<News> {
        const news: News = { messages: [], skipped: false };
        for (let more = true; more; ) {
            const asOf = Date.now();
            const page = await this.archive.sync(cursor, signal);
            const fresh = await this.take(page, asOf);
            news.messages.push(...fresh.messages);
            news.skipped ||= fresh.skipped;
            // Only now: a tab that dies before takes the page again.
            await this.store.remember(CURSOR, page.cursor);
            cursor = page.cursor;
            more = page.more;
        }
        return news;
    }

    private async take(page: SyncPage, asOf: number): Promise<News> {
        const messages = page.items.flatMap(item => (item.message ? [fromArchive(item.message)] : []));
        const news = await ingest(this.store, messages, { kind: 'sync', asOf });
        for (const { receipt, membership } of page.items) {
            if (receipt) await reached(this.store, receipt.conversation, receipt.user, receipt.state, receipt.upTo, receipt.position);
            if (membership) await this.membership(membership);
        }
        return news;
    }

    private async membership({ conversation: id, state, role }: NonNullable<SyncPage['items'][number]['membership']>) {
        await this.store.transaction('rw', this.store.conversations, async () => {
            const conversation = await conversationOf(this.store, id);
            if (state === 'left') delete conversation.role;
            else if (role !== undefined) conversation.role = role;
            await this.store.conversations.put(conversation);
        });
        // What I may read of it may lie before the cursor.
        if (state !== 'joined') return;
        await this.store.gaps.add({ conversation: id, after: BEGINNING, before: Infinity } as never);
        await loadNewest(this.store, this.archive, id);
    }

    /** A device that is new: where we are now, then the list, and of each conversation what is asked for. */
    private async start(signal: AbortSignal) {
        const { cursor } = await this.archive.sync('now', signal);
        const all: ConversationView[] = [];
        for (let before: string | undefined, more = true; more; ) {
            const page = await this.archive.conversations(before, signal);
            all.push(...page.conversations);
            for (const view of page.conversations) await this.list(view);
            before = page.next;
            more = before !== undefined;
        }
        await Promise.all(all.slice(0, AHEAD).map(view => loadNewest(this.store, this.archive, view.id)));
        await this.store.remember(CURSOR, cursor);
    }

    private async list(view: ConversationView) {
        const { store } = this;
        const arrival = fromArchive(view.last);
        await store.transaction('rw', [store.conversations, store.messages, store.gaps, store.marks], async () => {
            const known = await store.conversations.get(view.id);
            const conversation = known ?? (await conversationOf(store, view.id));
            if (view.name !== undefined) conversation.name = view.name;
            if (view.role !== undefined) conversation.role = view.role;
            const read = view.read?.position ?? 0;
            conversation.readOrder = Math.max(conversation.readOrder, read);
            conversation.toldRead = Math.max(conversation.toldRead, read);
            conversation.toldDelivered = Math.max(conversation.toldDelivered, view.delivered?.position ?? 0, read);
            conversation.unread = view.unread;
            if ('message' in arrival) {
                conversation.last ??= previewOf(arrival.message);
                conversation.lastOrder = Math.max(conversation.lastOrder, view.last.position);
            }
            await store.conversations.put(conversation);
            if (!known) await store.gaps.add({ conversation: view.id, after: BEGINNING, before: Infinity } as never);
        });
    }
}
