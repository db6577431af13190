import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';
import { webUrl } from './stack';

const browser = useBrowser();
let ana: Person;
let ben: Person;
let cem: Person;
let chat: string;

beforeAll(async () => {
    [ana, ben, cem] = (await Promise.all(['ana', 'ben', 'cem'].map(name => Person.with(browser(), name)))) as [Person, Person, Person];
    await Promise.all([ana, ben].map(one => one.login()));
    chat = direct(ana, ben);
    await ana.open(direct(ana, cem));
    await ana.says('The cat sleeps on the piano');
    await ana.open(chat);
    await ana.says('The piano needs tuning');
    for (let i = 0; i < 25; i++) await ana.says(`Line number ${i}`);
    await ana.tick('Line number 24', 'stored');
});

afterAll(async () => {
    for (const one of [ana, ben]) one.harmless();
    await Promise.all([ana, ben, cem].map(one => one.close()));
});

test('search everywhere: found words stand out, and a hit leads to its place', async () => {
    const { page } = ana;
    await page.getByPlaceholder('Find a conversation').fill('piano');
    await page.getByRole('button', { name: 'Search all messages' }).click();
    await expect.poll(() => page.locator('[data-hit]').count(), { timeout: 10_000 }).toBe(2);
    expect(await page.locator('[data-hit] mark').first().textContent()).toBe('piano');
    await page.locator('[data-hit]', { hasText: 'needs tuning' }).click();
    await page.locator('article[data-lit]', { hasText: 'The piano needs tuning' }).waitFor();
    await page.getByPlaceholder('Find a conversation').fill('');
});

test('search in a conversation finds nothing of another', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Search in this conversation' }).click();
    await page.getByPlaceholder('Search in this conversation').fill('piano');
    await page.locator('[data-hit]').first().waitFor();
    expect(await page.locator('[data-hit]').count()).toBe(1);
    await page.getByPlaceholder('Search in this conversation').fill('giraffe');
    await page.getByText('Nothing was found.').waitFor();
});

test('to a day', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Go to a day' }).click();
    await page.locator('input[type=date]').fill(new Date().toISOString().slice(0, 10));
    await page.getByRole('button', { name: 'Go there' }).click();
    await page.locator('article[data-lit]', { hasText: 'The piano needs tuning' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
});

test('Ctrl-K finds a conversation, Alt and arrows go to the next, Esc goes back to the list', async () => {
    const { page } = ana;
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Name of a conversation or user').fill('cem');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await ana.sees('The cat sleeps on the piano');
    await page.keyboard.press('Alt+ArrowUp');
    await ana.sees('Line number 24');
    await page.keyboard.press('Alt+ArrowDown');
    await ana.sees('The cat sleeps on the piano');
    await ana.composer().press('Escape');
    await page.getByText('Choose a conversation').waitFor();
});

test('Shift-Enter makes a new line, Enter sends', async () => {
    await ana.open(chat);
    await ana.composer().fill('first');
    await ana.composer().press('Shift+Enter');
    await ana.composer().pressSequentially('second');
    await ana.composer().press('Enter');
    expect(await (await ana.sees('first')).locator('[class*=words]').textContent()).toBe('first\nsecond');
});

test('a browser that is new to somebody shows the list, and the history as far as one scrolls', async () => {
    const fresh = await Person.as(browser(), ana.account);
    await fresh.login();
    await fresh.row(chat).click();
    await fresh.sees('second');
    await fresh.page.getByRole('log').hover();
    await expect.poll(async () => {
        await fresh.page.mouse.wheel(0, -2_000);
        return fresh.bubble('The piano needs tuning').isVisible();
    }, { timeout: 15_000 }).toBe(true);
    fresh.harmless();
    await fresh.close();
});

test('notifications are asked for after the first message, by a banner, and shown while nobody looks', async () => {
    await ben.context.grantPermissions([]);
    expect(await ben.page.getByText('Be told about new messages?').isVisible()).toBe(true);
    await ben.context.grantPermissions(['notifications']);
    await ben.page.reload();
    await ben.row(chat).waitFor();
    await ben.page.evaluate(() => navigator.serviceWorker.ready);
    await ana.says('Knock knock');
    const shown = () =>
        ben.page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(one => [one.title, one.body]));
    await expect.poll(shown, { timeout: 10_000 }).toContainEqual([ana.name, 'Knock knock']);
});

test('a push is shown while no tab is open, and leads to the conversation', async () => {
    const page = await ben.tab();
    const devtools = await ben.context.newCDPSession(page);
    const registered = new Promise<string>(resolve =>
        devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
            const mine = registrations.find(one => one.scopeURL.startsWith(webUrl()));
            if (mine) resolve(mine.registrationId);
        }),
    );
    await devtools.send('ServiceWorker.enable');
    await page.goto(`${webUrl()}/config.json`);
    const registration = await registered;
    await Promise.all([ben.page, page].map(one => one.goto('about:blank')));
    const data = { kind: 'message', conversation: chat, from: ana.name, type: 'text', text: 'From far away', unread: 2, badge: 1 };
    const origin = new URL(webUrl()).origin;
    await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: registration, data: JSON.stringify(data) });
    await page.close();
    await ben.page.goto(webUrl());
    const shown = () =>
        ben.page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(one => [one.title, one.body, (one.data as { url: string }).url]));
    await expect.poll(shown, { timeout: 10_000 }).toContainEqual([ana.name, 'From far away', `#/c/${encodeURIComponent(chat)}`]);
});

test('the client can be installed and opens without a network', async () => {
    const { page } = ben;
    const manifest = await page.evaluate(async () => (await fetch('/manifest.webmanifest')).json());
    expect(manifest).toMatchObject({ display: 'standalone', start_url: '/' });
    await expect.poll(() => page.evaluate(async () => (await caches.open('parley-shell')).keys().then(keys => keys.length)), { timeout: 20_000 }).toBeGreaterThan(10);
    await ben.context.setOffline(true);
    await page.reload();
    await ben.row(chat).getByText('Knock knock').waitFor();
    await ben.context.setOffline(false);
});
