import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';

const browser = useBrowser();
const MANY = 50_000;
let ana: Person;
let chat: string;

beforeAll(async () => {
    ana = await Person.with(browser(), 'ana');
    await ana.login();
    chat = direct(ana, { name: 'zoe' });
    // As sync would have left them, over the years.
    await ana.page.evaluate(
        async ([name, conversation, many]) => {
            const open = indexedDB.open(`parley-${name}`);
            const db = await new Promise<IDBDatabase>(resolve => (open.onsuccess = () => resolve(open.result)));
            const hour = 3_600_000;
            const now = Date.now();
            // Before every position that the archive gives to what is said later.
            const place = (i: number) => 0.5 + (i + 1) / (2 * many + 2);
            for (let from = 0; from < many; from += 5_000) {
                const write = db.transaction(['messages', 'conversations'], 'readwrite');
                for (let i = from; i < from + 5_000; i++)
                    write.objectStore('messages').put({
                        conversation, id: `01900000-0000-7000-8000-${String(i).padStart(12, '0')}`, from: i % 3 === 0 ? name : 'zoe', type: 'text',
                        text: `Message ${i} ${'and what else there is to say about it '.repeat(i % 5)}`, at: now - (many - i) * hour, order: place(i), position: place(i),
                    });
                write.objectStore('conversations').put({
                    id: conversation, kind: 'direct', peer: 'zoe', lastOrder: 1, unread: 0, readOrder: 1, toldRead: 1, toldDelivered: 1,
                    last: { id: 'x', from: 'zoe', at: now, text: 'the last one', type: 'text' },
                });
                await new Promise(resolve => (write.oncomplete = resolve));
            }
            db.close();
        },
        [ana.name, chat, MANY] as const,
    );
    await ana.page.reload();
    await ana.row(chat).waitFor();
}, 180_000);

afterAll(async () => {
    ana.harmless();
    await ana.close();
});

test('50,000 messages open in less than a second from the cache', async () => {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
        await ana.page.evaluate(() => void (window.location.hash = '#/'));
        await ana.page.getByText('Choose a conversation').waitFor();
        times.push(
            await ana.page.evaluate(
                ([conversation, last]) =>
                    new Promise<number>(resolve => {
                        const started = performance.now();
                        const seen = new MutationObserver(look);
                        function look() {
                            if (![...document.querySelectorAll('article')].some(one => one.textContent?.includes(last))) return;
                            seen.disconnect();
                            requestAnimationFrame(() => resolve(performance.now() - started));
                        }
                        seen.observe(document.body, { childList: true, subtree: true });
                        window.location.hash = `#/c/${conversation}`;
                    }),
                [chat, `Message ${MANY - 1} `] as const,
            ),
        );
    }
    console.log(`opens in ${times.map(Math.round).join(', ')} ms`);
    expect(Math.min(...times)).toBeLessThan(1_000);
});

test('at most 300 rows are in the page while one scrolls far up, and the text goes on without a hole', async () => {
    const log = ana.page.getByRole('log');
    await log.hover();
    const seen = new Set<number>();
    let most = 0;
    for (let i = 0; i < 60; i++) {
        await ana.page.mouse.wheel(0, -3_000);
        await ana.page.waitForTimeout(60);
        const rows = await log.locator('article').evaluateAll(all => all.map(one => Number(/Message (\d+) /.exec(one.textContent ?? '')?.[1])));
        rows.forEach(row => seen.add(row));
        most = Math.max(most, rows.length);
    }
    console.log(`scrolled to message ${Math.min(...seen)}; at most ${most} rows`);
    expect(most).toBeLessThanOrEqual(300);
    expect(Math.min(...seen)).toBeLessThan(MANY - 500);
});

test('and back to the newest with one press', async () => {
    await ana.page.getByRole('button', { name: 'To the newest message' }).click();
    await ana.sees(`Message ${MANY - 1} `);
});

test('who says something far up sees what he said', async () => {
    const log = ana.page.getByRole('log');
    await log.hover();
    for (let i = 0; i < 30; i++) {
        await ana.page.mouse.wheel(0, -3_000);
        await ana.page.waitForTimeout(60);
    }
    await ana.bubble(`Message ${MANY - 1} `).waitFor({ state: 'detached' });
    await ana.says('Said from far up');
    await expect.poll(() => ana.bubble('Said from far up').boundingBox().then(box => box !== null && box.y < 800)).toBe(true);
    await ana.page.getByRole('button', { name: 'To the newest message' }).waitFor({ state: 'detached' });
});

/** As it comes over TLS, where browsers take Brotli. */
const sent = (url: string): Promise<number> =>
    new Promise((resolve, reject) => {
        get(url, { headers: { 'Accept-Encoding': 'br' } }, answer => {
            let bytes = 0;
            answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
            answer.on('end', () => resolve(bytes));
        }).on('error', reject);
    });

test('a first visit loads less than 350 kB of JavaScript', async () => {
    const fresh = await Person.as(browser(), ana.account);
    await fresh.login();
    await fresh.row(chat).or(fresh.page.getByText('No conversations yet')).first().waitFor();
    const loaded = await fresh.page.evaluate(() => performance.getEntriesByType('resource').map(one => one.name).filter(name => /\/assets\/.*\.js$/.test(name)));
    const bytes = (await Promise.all([...new Set(loaded)].map(sent))).reduce((sum, one) => sum + one, 0);
    console.log(`${loaded.length} scripts, ${Math.round(bytes / 1000)} kB`);
    expect(loaded.some(name => name.includes('engine'))).toBe(true);
    expect(bytes).toBeLessThan(350_000);
    await fresh.close();
});
