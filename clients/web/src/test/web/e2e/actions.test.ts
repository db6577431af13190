import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';

const browser = useBrowser();
let ana: Person;
let ben: Person;
let chat: string;

beforeAll(async () => {
    ana = await Person.with(browser(), 'ana');
    ben = await Person.with(browser(), 'ben');
    await Promise.all([ana.login(), ben.login()]);
    chat = direct(ana, ben);
    await Promise.all([ana.open(chat), ben.open(chat)]);
});

afterAll(async () => {
    ana.harmless();
    ben.harmless();
    await Promise.all([ana.close(), ben.close()]);
});

test('an answer quotes what it answers, and leads there', async () => {
    await ana.says('Shall we meet at noon?');
    await ben.sees('Shall we meet at noon?');
    await ben.does('Shall we meet at noon?', 'Reply');
    await ben.page.getByTestId('reply').getByText('Shall we meet at noon?').waitFor();
    await ben.says('Noon is fine');
    const answer = await ana.sees('Noon is fine');
    await answer.locator('[data-quote]').getByText('Shall we meet at noon?').waitFor();
    await answer.locator('[data-quote]').click();
    await ana.page.locator('article[data-lit]', { hasText: 'Shall we meet at noon?' }).waitFor();
});

test('a reaction is seen by both, and taken back', async () => {
    await ana.says('I baked a cake');
    const seen = await ben.sees('I baked a cake');
    await seen.hover();
    await seen.getByRole('button', { name: 'React', exact: true }).click();
    await ben.page.getByRole('button', { name: 'React with ❤️' }).click();
    const mine = ana.bubble('I baked a cake');
    await mine.getByRole('button', { name: /❤️ from ben-/ }).waitFor();
    await ben.bubble('I baked a cake').getByRole('button', { name: /❤️ from You/ }).click();
    await mine.getByRole('button', { name: /❤️ from ben-/ }).waitFor({ state: 'detached' });
});

test('Up edits the last message, and the other one sees the new text', async () => {
    await ana.says('See you on Tusday');
    await ben.sees('See you on Tusday');
    await ana.composer().press('ArrowUp');
    await expect.poll(() => ana.composer().inputValue()).toBe('See you on Tusday');
    await ana.composer().fill('See you on Tuesday');
    await ana.composer().press('Enter');
    const edited = await ben.sees('See you on Tuesday');
    await edited.getByText('edited').waitFor();
    expect(await ben.page.locator('article', { hasText: 'See you on Tusday' }).count()).toBe(0);
    await ana.bubble('See you on Tuesday').getByText('edited').waitFor();
});

test('deleted for everyone: nobody reads it any more, also after a reload', async () => {
    await ana.says('This was a mistake');
    await ben.sees('This was a mistake');
    await ana.does('This was a mistake', 'Delete');
    await ana.page.getByRole('button', { name: 'Delete for everyone' }).click();
    await ben.page.locator('article', { hasText: 'This message was deleted.' }).waitFor();
    await ben.page.reload();
    await ben.composer().waitFor();
    await ben.page.locator('article', { hasText: 'This message was deleted.' }).waitFor();
    expect(await ben.page.locator('article', { hasText: 'This was a mistake' }).count()).toBe(0);
});

test('deleted for me: the other one still has it', async () => {
    await ana.says('Only I shall forget this');
    await ben.sees('Only I shall forget this');
    await ana.does('Only I shall forget this', 'Delete');
    await ana.page.getByRole('button', { name: 'Delete for me' }).click();
    await ana.bubble('Only I shall forget this').waitFor({ state: 'detached' });
    expect(await ben.bubble('Only I shall forget this').isVisible()).toBe(true);
});

test('forwarded: the text arrives elsewhere and says that it was', async () => {
    await ana.says('The door code is 1234');
    await ana.does('The door code is 1234', 'Forward');
    await ana.page.getByPlaceholder('Name of a conversation or user').fill(ana.name);
    await ana.page.getByRole('option').first().click();
    await ana.open(direct(ana, ana));
    await (await ana.sees('The door code is 1234')).getByText('Forwarded').waitFor();
    await ana.open(chat);
});

test('copy and message info', async () => {
    await ana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await ana.says('Copy me');
    await ana.tick('Copy me', 'read');
    await ana.does('Copy me', 'Copy text');
    expect(await ana.page.evaluate(() => navigator.clipboard.readText())).toBe('Copy me');
    await ana.does('Copy me', 'Message info');
    const info = ana.page.getByRole('dialog');
    await info.getByText('Delivered to 1, read by 1 of 1').waitFor();
    await info.getByRole('cell', { name: ben.name }).waitFor();
    await ana.page.keyboard.press('Escape');
});

test('somebody who types is seen typing, and no longer when he stops', async () => {
    await ben.composer().pressSequentially('hm');
    await ana.page.getByTestId('status').getByText('typing…').waitFor();
    await ben.composer().fill('');
    await ana.page.getByTestId('status').getByText('typing…').waitFor({ state: 'detached', timeout: 12_000 });
});

test('a draft stays, also after a reload, and is named in the list', async () => {
    await ana.composer().fill('half a thou');
    await ana.page.waitForTimeout(200);
    await ana.open(direct(ana, ana));
    await ana.row(chat).getByText('Draft:').waitFor();
    await ana.page.reload();
    await ana.open(chat);
    await expect.poll(() => ana.composer().inputValue()).toBe('half a thou');
    await ana.composer().fill('');
});

test('what is typed before the draft is read stays', async () => {
    await ana.open(direct(ana, ana));
    const held = ana.page.evaluate(holdDrafts, ana.name);
    await ana.open(chat);
    await ana.composer().fill('typed at once');
    await held;
    await ana.page.waitForTimeout(200);
    expect(await ana.composer().inputValue()).toBe('typed at once');
    await ana.composer().fill('');
});

/** In the page: for a second nobody else reads them. */
function holdDrafts(user: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const open = indexedDB.open(`parley-${user}`);
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
            const transaction = open.result.transaction('drafts', 'readwrite');
            const until = Date.now() + 1_000;
            const hold = () => {
                if (Date.now() < until) transaction.objectStore('drafts').count().onsuccess = hold;
            };
            hold();
            transaction.oncomplete = () => {
                open.result.close();
                resolve();
            };
        };
    });
}

test('emoji: found by word, put where the cursor is', async () => {
    await ana.composer().fill('Well done ');
    await ana.page.getByRole('button', { name: 'Emoji' }).click();
    await ana.page.getByPlaceholder('Find an emoji').fill('trophy');
    await ana.page.getByRole('button', { name: '🏆' }).click();
    await expect.poll(() => ana.composer().inputValue()).toMatch(/^Well done 🏆/);
    await ana.composer().press('Enter');
    await ben.sees('Well done');
});

test('links and telephone numbers can be clicked, and nothing is fetched for them', async () => {
    const asked: string[] = [];
    ben.page.on('request', request => asked.push(request.url()));
    await ana.says('See https://example.org/a?b=1 or call +49 30 1234567');
    const seen = await ben.sees('See https://example.org');
    expect(await seen.getByRole('link', { name: 'https://example.org/a?b=1' }).getAttribute('href')).toBe('https://example.org/a?b=1');
    expect(await seen.getByRole('link', { name: '+49 30 1234567' }).getAttribute('href')).toBe('tel:+49301234567');
    expect(asked.filter(url => url.includes('example.org'))).toEqual([]);
});
