import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderOf } from '../../../main/web/core/order';
import type { Message } from '../../../main/web/core/message';
import { ingest, takeStored } from '../../../main/web/store/ingest';
import { markRead } from '../../../main/web/store/marks';
import { Store } from '../../../main/web/store/store';
import type { MqttConnection } from '../../../main/web/sync/connection';
import { Receipts } from '../../../main/web/sync/receipts';
import { aMessage } from './samples';

let store: Store;
let stop: AbortController;
/** What was said to whom, and how the broker's answer is given. */
let said: { topic: string; upTo: string; state: string; answer: () => void }[];

beforeEach(async () => {
    store = new Store('alice');
    await store.delete();
    await store.open();
    said = [];
    stop = new AbortController();
    const publish = (topic: string, payload: string) =>
        new Promise(resolve => said.push({ topic, ...(JSON.parse(payload) as { upTo: string; state: string }), answer: () => resolve({ kind: 'taken' }) }));
    const receipts = new Receipts(store, 'laptop');
    receipts.start(stop.signal);
    receipts.connected({ publish } as unknown as MqttConnection);
});

afterEach(() => {
    stop.abort();
    store.close();
});

/** One that is not in the archive yet. */
function unplaced(id: string, at: number, what: Partial<Message> = {}): Message {
    const { position: _, ...rest } = aMessage({ id, at, order: orderOf(undefined, at), arrived: at, ...what });
    return rest;
}

const live = (message: Message) => ingest(store, [{ message }], { kind: 'live' });
const synced = (message: Message) => ingest(store, [{ message }], { kind: 'sync' });
const count = (n: number) => vi.waitFor(() => expect(said).toHaveLength(n));

test('what comes and gets its place while another is told is told too', async () => {
    await synced(aMessage({ id: 'first', order: 10, position: 10 }));
    await live(unplaced('mine', 1_000, { from: 'alice' }));
    await markRead(store, 'alice_bob', 'mine');
    await count(1);
    expect(said[0]).toMatchObject({ topic: 'chat/bob/alice/receipt', upTo: 'first' });

    await live(unplaced('second', 2_000));
    await markRead(store, 'alice_bob', 'second');
    await takeStored(store, 'alice_bob', [['mine', 11]]);
    await synced(aMessage({ id: 'second', at: 2_000, order: 12, position: 12 }));
    for (let answered = 0; !said.some(one => one.upTo === 'second' && one.state === 'read'); answered++) {
        await count(answered + 1);
        said[answered]!.answer();
        await new Promise(resolve => setTimeout(resolve, 20));
    }
});

test('each is told once', async () => {
    await synced(aMessage({ id: 'first', order: 10, position: 10 }));
    await count(1);
    expect(said[0]).toMatchObject({ upTo: 'first', state: 'delivered' });
    said[0]!.answer();
    await markRead(store, 'alice_bob', 'first');
    await count(2);
    expect(said[1]).toMatchObject({ upTo: 'first', state: 'read' });
    said[1]!.answer();
    await live(unplaced('mine', 1_000, { from: 'alice' }));
    await markRead(store, 'alice_bob', 'mine');
    await takeStored(store, 'alice_bob', [['mine', 11]]);
    await vi.waitFor(async () => expect((await store.conversations.get('alice_bob'))?.toldRead).toBe(11));
    expect(said).toHaveLength(2);
});
