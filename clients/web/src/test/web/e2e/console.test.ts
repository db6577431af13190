import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync, readFileSync } from 'node:fs';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import mqtt from 'mqtt';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';
import { demo, operator, promote, token, webUrl, type Account } from './stack';

const browser = useBrowser();
const SHOTS = 'target/screenshots/console';
const HURT = '<img src=x onerror="window.hurt = 1">';
const REASON = 'Abuse report 2026-17';

let ana: Person;
let ben: Person;
let olga: Person;
let chat: string;
let group: string;

beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    ana = await Person.with(browser(), 'ana');
    ben = await Person.with(browser(), 'ben');
    olga = await Person.as(browser(), await operator('olga'), { acceptDownloads: true });
    chat = direct(ana, ben);
    await api(ben.account, 'PUT', '/api/push/devices/phone', webPush());
    await Promise.all([ana.login(), olga.login(olga.page, '/console#/groups')]);
    await ana.open(chat);
    await ana.says('Shall we meet at the harbour?');
    await ana.says(`harmless ${HURT}`);
    await ana.says('The secret of the harbour is 4711');
    await ana.tick('The secret', 'stored');
    await ben.login();
    await ben.open(chat);
    await ben.sees('The secret of the harbour');
    const made = await api(ana.account, 'POST', '/api/groups/groups', { name: `Chess ${HURT}` }, { 'Idempotency-Key': `"${crypto.randomUUID()}"` });
    group = ((await made.json()) as { id: string }).id;
    await api(ana.account, 'POST', `/api/groups/groups/${group}/members`, { users: [ben.name] });
});

afterAll(async () => {
    for (const one of [ana, ben, olga]) one.harmless();
    expect(await olga.page.evaluate(() => 'hurt' in window)).toBe(false);
    await Promise.all([ana, ben, olga].map(one => one.close()));
});

async function api(who: Account, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await fetch(webUrl() + path, {
        method,
        headers: { Authorization: `Bearer ${await token(who)}`, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`);
    return answer;
}

/** A device whose push service nobody answers for: its ledger says so. */
function webPush() {
    const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
    return {
        name: 'a phone',
        target: { kind: 'web-push', endpoint: 'https://127.0.0.1:9/push/1', keys: { p256dh: point.toString('base64url'), auth: randomBytes(16).toString('base64url') } },
    };
}

/** Goes to a page by the menu. */
async function goTo(name: string, page = olga.page): Promise<Page> {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    return page;
}

const row = (text: string, page = olga.page): Locator => page.getByRole('row').filter({ hasText: text });

async function search(fields: Record<string, string>, button = 'Search', reason = REASON) {
    const { page } = olga;
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel('Reason').fill(reason);
    await page.getByRole('button', { name: button, exact: true }).click();
}

test('the login page leads back to where somebody was in the console', async () => {
    await olga.page.getByRole('heading', { level: 1, name: 'Groups' }).waitFor();
    expect(new URL(olga.page.url()).pathname).toBe('/console');
    expect(new URL(olga.page.url()).hash).toBe('#/groups');
});

test('the menu of the chat leads operators to the console, and nobody else', async () => {
    const { page } = olga;
    await page.goto(`${webUrl()}/`);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Console' }).click();
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
    await ana.page.getByRole('button', { name: 'Menu' }).click();
    await ana.page.getByRole('menuitem', { name: 'Settings' }).waitFor();
    expect(await ana.page.getByRole('menuitem', { name: 'Console' }).count()).toBe(0);
    await ana.page.keyboard.press('Escape');
});

test('somebody without the role is told so, and let in when he gets it', async () => {
    const dora = await Person.with(browser(), 'dora');
    const { page } = dora;
    const asked: string[] = [];
    page.on('request', request => request.url().includes('/api/') && asked.push(request.url()));
    await dora.login(page, '/').then(() => page.goto(`${webUrl()}/console`));
    await page.getByRole('heading', { name: 'The console is for operators' }).waitFor();
    await accessible(page, 'refused');
    expect(asked.filter(url => /operator|health/.test(url))).toEqual([]);
    for (const path of ['/api/archive/operator/messages?reason=curious', '/api/health', '/api/presence/operator/online', '/api/groups/operator/groups'])
        await expect(api(dora.account, 'GET', path), path).rejects.toThrow('403');
    expect(await page.getByRole('link', { name: 'To the chat' }).getAttribute('href')).toBe('/');
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('alert').getByText('You still do not have the role').waitFor();
    await promote(dora.account);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    dora.harmless();
    await dora.close();
});

test('health: every hop by its state, and charts with the same in words and numbers', async () => {
    const page = await goTo('Health');
    for (const hop of ['Broker', 'Bridge', 'Archive', 'Groups', 'Presence', 'Push']) await row(hop).getByText('Up', { exact: true }).waitFor({ timeout: 30_000 });
    await ana.says('Is anybody there?');
    const chart = page.locator('figure', { hasText: 'From publish to archived' });
    await expect.poll(() => chart.getByRole('img').getAttribute('aria-label'), { timeout: 40_000, interval: 1_000 }).toMatch(/p50\): [\d.]+ m?s/);
    await chart.getByText('As a table').click();
    await chart.getByRole('columnheader', { name: '99 of 100 are faster (p99)' }).waitFor();
    expect(await chart.getByRole('row').count()).toBeGreaterThan(1);
    await chart.getByText('As a table').click();
});

test('health is asked for only while somebody looks', async () => {
    const { page } = olga;
    let asked = 0;
    page.on('request', request => void (request.url().includes('/api/health') && asked++));
    const show = (state: string) =>
        page.evaluate(value => {
            Object.defineProperty(document, 'visibilityState', { value, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        }, state);
    await show('hidden');
    await page.waitForTimeout(6_000);
    const before = asked;
    await page.waitForTimeout(6_500);
    expect(asked).toBe(before);
    await show('visible');
    await expect.poll(() => asked).toBeGreaterThan(before);
});

test('people: who is there, with which devices', async () => {
    const page = await goTo('People');
    await page.getByLabel('User', { exact: true }).fill(ana.name);
    await row(ana.name).getByText('Online', { exact: true }).waitFor();
    await row(ana.name).getByText(/^web-/).waitFor();
    await expect.poll(() => row(ben.name).count()).toBe(0);
    await page.getByRole('radiogroup', { name: 'State' }).getByText('Away').click();
    await page.getByText('Nobody is there whom this finds.').waitFor();
});

test('messages: nothing is asked without a reason', async () => {
    const page = await goTo('Messages');
    const asked: string[] = [];
    page.on('request', request => request.url().includes('/operator/') && asked.push(request.url()));
    await search({ User: ana.name }, 'Search', '  ');
    await page.getByText('nothing is asked without a reason').waitFor();
    await page.getByRole('button', { name: 'Export as NDJSON' }).click();
    await search({ User: ana.name }, 'Search', 'ab');
    await page.waitForTimeout(500);
    expect(asked).toEqual([]);
    expect(await page.getByLabel('Reason').evaluate(field => field === document.activeElement)).toBe(true);
});

test('messages are found by user, conversation, text and time, with what was said around them', async () => {
    const { page } = olga;
    await search({ User: ana.name, Conversation: chat, Words: 'secret' });
    await row('The secret of the harbour is 4711').waitFor();
    expect(await row('Shall we meet').count()).toBe(0);
    await row('The secret of the harbour').getByRole('button', { name: 'Context' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Shall we meet at the harbour?').waitFor();
    await dialog.locator('li[aria-current]', { hasText: 'The secret of the harbour' }).waitFor();
    await accessible(page, 'context');
    await page.keyboard.press('Escape');
    await search({ Words: '', Until: '2026-01-01T00:00' });
    await page.getByText('No message is like this.').waitFor();
    await page.getByLabel('Until').fill('');
    await search({ Words: 'harmless' });
    await row(HURT).waitFor();
    expect(await row(HURT).locator('img').count()).toBe(0);
});

test('an export is a file with every message and a summary', async () => {
    const { page } = olga;
    await page.getByLabel('Words').fill('');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as NDJSON' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^parley-.*\.ndjson$/);
    const lines = readFileSync(await file.path(), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as { message?: string; from?: string; summary?: { count: number } });
    const said = lines.slice(0, -1).map(line => line.message);
    expect(said.slice(0, 3)).toEqual(['Shall we meet at the harbour?', `harmless ${HURT}`, 'The secret of the harbour is 4711']);
    expect(lines.at(-1)!.summary!.count).toBe(lines.length - 1);
    await page.getByText(`${lines.length - 1} messages were saved.`).waitFor();
});

test('an erasure wants the name of what is erased, and then takes it', async () => {
    const { page } = olga;
    await search({ Words: 'secret' });
    const id = (await row('The secret of the harbour').getAttribute('data-row'))!.split(' ')[0]!;
    await row('The secret of the harbour').getByRole('button', { name: 'Erase…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Erasure request 2026-18');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    const run = dialog.getByRole('button', { name: 'Erase for good' });
    await run.waitFor();
    await dialog.getByText('The secret of the harbour is 4711').waitFor();
    await accessible(page, 'erasure');
    expect(await run.isDisabled()).toBe(true);
    await dialog.getByLabel('Type the name of what is erased').fill(id.slice(0, -1));
    expect(await run.isDisabled()).toBe(true);
    await dialog.getByLabel('Type the name of what is erased').fill(id);
    await run.click();
    await dialog.getByText('One message, edit or reaction lost its content').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await row('This message was removed by an operator.').waitFor();
    const history = await api(ana.account, 'GET', `/api/archive/conversations/${chat}/messages`);
    const { messages } = (await history.json()) as { messages: { id: string; message?: string; removed?: string }[] };
    expect(messages.find(one => one.id === id)).toMatchObject({ removed: 'erased' });
    expect(JSON.stringify(messages)).not.toContain('4711');
});

test('before a whole conversation is erased, it is said how much that is', async () => {
    const { page } = olga;
    await page.getByLabel('Words').fill('');
    await page.getByLabel('Conversation', { exact: true }).fill(chat);
    await page.getByRole('main').getByRole('button', { name: 'Erase…' }).first().click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Conversation', { exact: true }).inputValue()).toBe(chat);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText(/^[2-9] messages have something to lose\.$/).waitFor();
    await page.keyboard.press('Escape');
});

test('the audit trail says who asked what, and why', async () => {
    const page = await goTo('Audit trail');
    await search({ Operator: olga.name }, 'Read', 'Quarterly review');
    await row('Erasure ended').getByText('Erasure request 2026-18').waitFor();
    await row('Export ended').getByText(REASON).waitFor();
    await row('Searched messages').filter({ hasText: 'secret' }).first().waitFor();
    await page.getByRole('radiogroup', { name: 'Which trail' }).getByText('Push').click();
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await row('Read the trail').filter({ hasText: 'Quarterly review' }).or(page.getByText('Nothing is in the trail')).first().waitFor();
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await row('Read the trail').filter({ hasText: 'Quarterly review' }).first().waitFor();
});

test('groups: who is in them with which role, and whether database and log agree', async () => {
    const page = await goTo('Groups');
    await page.getByLabel('Member', { exact: true }).fill(ben.name);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await row(HURT).waitFor();
    expect(await row(HURT).locator('img').count()).toBe(0);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('They agree.').waitFor({ timeout: 30_000 });
    await row(HURT).getByRole('link').click();
    await row(ana.name).getByText('Owner').waitFor();
    await row(ben.name).getByText('Member', { exact: true }).waitFor();
    expect(decodeURIComponent(page.url())).toContain(group);
    await accessible(page, 'group');
    await page.getByRole('link', { name: 'All groups' }).click();
    await page.getByRole('heading', { name: 'Check and repair' }).waitFor();
});

test('push: what became of a notification, once more, and what becomes of it then', async () => {
    const page = await goTo('Push');
    await expect
        .poll(async () => {
            await search({ User: ben.name, Device: 'phone' });
            await page.locator('[aria-busy=false]').waitFor();
            return row(chat).count();
        }, { timeout: 30_000, interval: 2_000 })
        .toBeGreaterThan(0);
    await row(chat).first().getByRole('button', { name: 'Retry' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
    await dialog.getByText(/It was waiting, and is sent now\.|It is queued anew\./).waitFor();
    await dialog.getByRole('row').filter({ hasText: 'Retried by an operator' }).first().waitFor();
    await accessible(page, 'retry');
    await page.keyboard.press('Escape');
});

test('push: a test of an own device, step by step', async () => {
    const page = await goTo('Push');
    await page.getByText('You have no device here').waitFor();
    await api(olga.account, 'PUT', '/api/push/devices/tablet', webPush());
    await page.reload();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await row('registered as web-push').getByText('Good').waitFor();
    await page.getByText('It was not sent').waitFor();
    await row('Failed').waitFor();
});

async function publish(who: Person, topic: string, payload: string) {
    const client = await mqtt.connectAsync(`${webUrl().replace('http', 'ws')}/mqtt`, {
        protocolVersion: 5,
        clientId: `${who.name}:broken`,
        username: who.name,
        password: await token(who.account),
    });
    await client.publishAsync(topic, payload, { qos: 1 });
    await client.endAsync();
}

test('dead letters: what was no message, why, and that it still is none', async () => {
    await publish(ana, `chat/${ben.name}/${ana.name}`, `no JSON ${HURT}`);
    const page = await goTo('Dead letters');
    await expect
        .poll(async () => {
            await search({ Sender: ana.name });
            await page.locator('[aria-busy=false]').waitFor();
            return row(`no JSON ${HURT}`).count();
        }, { timeout: 30_000, interval: 1_000 })
        .toBe(1);
    expect(await row('no JSON').locator('img').count()).toBe(0);
    await row('no JSON').getByRole('button', { name: 'Open' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: 'What was sent' }).getByText(`no JSON ${HURT}`).waitFor();
    await dialog.getByLabel('Reason').fill('');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.getByText('nothing is asked without a reason').waitFor();
    await dialog.getByLabel('Reason').fill('The fault is mended');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.getByRole('alert').getByText(/JSON/).waitFor();
    await accessible(page, 'dead-letter');
    await page.keyboard.press('Escape');
    await goTo('Audit trail');
    await search({ Operator: olga.name }, 'Read', 'Quarterly review');
    await row('Replayed a dead letter').getByText('The fault is mended').first().waitFor();
});

/** BrowsersIT put it on the log. */
const MENDED = process.env.PARLEY_MENDED ?? 'This comes through in the end';

test('dead letters: what failed by a fault of ours is in the history once it is replayed', async () => {
    const page = await goTo('Dead letters');
    const letter = row(MENDED).filter({ hasText: 'a fault of ours' });
    await expect
        .poll(async () => {
            await search({ Sender: 'alice' });
            await page.locator('[aria-busy=false]').waitFor();
            return letter.count();
        }, { timeout: 30_000, interval: 1_000 })
        .toBe(1);
    await letter.getByRole('button', { name: 'Open' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Mended with release 2');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.getByText('Accepted. It is in').waitFor();
    await page.keyboard.press('Escape');
    await letter.getByText(olga.name).waitFor();
    await expect
        .poll(async () => (await api(demo('bob'), 'GET', '/api/archive/conversations/alice_bob/messages')).text(), { timeout: 20_000, interval: 500 })
        .toContain(MENDED);
    await page.getByRole('radiogroup', { name: 'State' }).getByText('Replayed').click();
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await letter.getByText(olga.name).waitFor();
});

/** Nothing serious for people who see, hear or move differently. */
async function accessible(page: Page, name: string) {
    await page.screenshot({ path: `${SHOTS}/${name}.png` });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const bad = violations.filter(one => one.impact === 'serious' || one.impact === 'critical');
    expect(bad.map(one => `${one.id}: ${one.nodes.map(node => `${node.target.join(' ')} ${node.failureSummary}`).join('\n')}`)).toEqual([]);
}

const PAGES = ['health', 'people', 'messages', 'audit', 'groups', 'push', 'rejected'] as const;

/** Each page with something on it. */
async function look(page: Page, prefix: string) {
    for (const name of PAGES) {
        await page.evaluate(hash => void (window.location.hash = hash), `#/${name}`);
        await page.locator('main h1').waitFor();
        const reason = page.locator('main form input[required]');
        if (await reason.count()) {
            await reason.fill(REASON);
            if (name === 'messages') await page.locator('main form input').nth(1).fill(chat);
            await page.locator('main form button[type=submit]').click();
        }
        await page.locator('main table').first().waitFor({ timeout: 15_000 });
        await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
        await accessible(page, `${prefix}-${name}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(page.viewportSize()!.width);
    }
}

for (const scheme of ['light', 'dark'] as const)
    test(`every page, ${scheme}`, async () => {
        await olga.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await look(olga.page, scheme);
    });

test('390 pixels wide: the menu is folded, and nothing scrolls sideways', async () => {
    const { page } = olga;
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Pages' }).click();
    await accessible(page, 'narrow-menu');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await look(page, 'narrow');
    await page.setViewportSize({ width: 1280, height: 720 });
});

const WORDS = { de: 'Prüfprotokoll', zh: '审计记录', ar: 'سجل التدقيق' };

test.each(Object.entries(WORDS))('in another language, from right to left where it is so: %s', async (language, words) => {
    const { page } = olga;
    await inLanguage(language, words);
    try {
        expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr');
        expect(await page.locator('body').innerText()).not.toMatch(/console\.\w+/);
        const menu = (await page.getByRole('navigation').boundingBox())!;
        const main = (await page.locator('main').boundingBox())!;
        if (language === 'ar') expect(menu.x).toBeGreaterThan(main.x);
        else expect(menu.x).toBeLessThan(main.x);
        await look(page, language);
    } finally {
        await inLanguage('en', 'Audit trail');
    }
});

async function inLanguage(language: string, link: string) {
    await olga.page.evaluate(chosen => localStorage.setItem('parley.language', chosen), language);
    await olga.page.reload();
    await olga.page.getByRole('link', { name: link }).waitFor();
}

test('by keyboard alone: to a page, to its form, and its answer', async () => {
    const { page } = olga;
    await page.getByRole('link', { name: 'Audit trail' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Audit trail' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    for (let steps = 0; steps < 30 && !(await page.evaluate(() => document.activeElement?.matches('input[required]'))); steps++) await page.keyboard.press('Tab');
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('row').nth(1).waitFor();
});

test.each(['/', '/console'])('a script of %s that does not come is said in words', async path => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.route('**/assets/**', route => route.abort());
    await page.goto(webUrl() + path);
    const note = page.getByText('Parley has not loaded yet.');
    expect(await note.isVisible()).toBe(false);
    await note.waitFor({ timeout: 12_000 });
    await accessible(page, `late${path.replace('/', '-')}`);
    await context.close();
});
