import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';
import { kill } from './processes';
import { tokenLife } from './stack';

/** Never loses, never lies. */

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
    await ana.says('Let us begin');
    await ben.sees('Let us begin');
});

afterEach(() => Promise.all([ana, ben].map(one => one.context.setOffline(false))));

afterAll(async () => {
    await tokenLife(900);
    ana.harmless();
    ben.harmless();
    await Promise.all([ana.close(), ben.close()]);
});

const texts = (person: Person, prefix: string): Promise<string[]> =>
    person.page.locator('article [class*=words]', { hasText: prefix }).allTextContents();

test('what is written without a network survives a reload and is sent once there is one', async () => {
    await ana.page.evaluate(() => navigator.serviceWorker.ready);
    await ana.context.setOffline(true);
    await ana.says('Written in a tunnel');
    await ana.tick('Written in a tunnel', 'waiting');
    await ana.page.getByText('You are offline.').waitFor();
    await ana.page.reload();
    await ana.sees('Written in a tunnel');
    await ana.tick('Written in a tunnel', 'waiting');
    await ana.context.setOffline(false);
    await ben.sees('Written in a tunnel');
    await ana.tick('Written in a tunnel', 'read');
    expect(await texts(ben, 'Written in a tunnel')).toHaveLength(1);
});

test('two tabs at once: one connection, the same in both, and the other goes on when one is closed', async () => {
    const second = await ana.tab();
    await ana.login(second, `/#/c/${chat}`);
    await ana.composer(second).waitFor();
    await ben.says('To both of your tabs');
    await Promise.all([ana.sees('To both of your tabs'), ana.sees('To both of your tabs', second)]);
    await ana.says('From the second tab', second);
    await Promise.all([ben.sees('From the second tab'), ana.sees('From the second tab')]);
    await ana.page.close();
    Object.assign(ana, { page: second });
    await ana.says('The first one is gone');
    await ben.sees('The first one is gone');
    await ana.tick('The first one is gone', 'read');
});

test('who was away catches up, in the order that all see', async () => {
    await ben.context.setOffline(true);
    const all = Array.from({ length: 12 }, (_, i) => `While you were away ${String(i).padStart(2, '0')}`);
    for (const text of all) await ana.says(text);
    await ana.tick(all.at(-1)!, 'stored');
    await ben.context.setOffline(false);
    await ben.sees(all.at(-1)!);
    await expect.poll(() => texts(ben, 'While you were away'), { timeout: 20_000 }).toEqual(all);
    expect(await texts(ana, 'While you were away')).toEqual(all);
});

test('the token ends in mid-session: a new one is fetched, the connection made anew, and nothing is lost', async () => {
    await tokenLife(95);
    const fresh = await Person.with(browser(), 'cem');
    const renewed: string[] = [];
    fresh.page.on('response', response => {
        if (response.url().endsWith('/token') && response.ok()) renewed.push(response.request().postData() ?? '');
    });
    await fresh.login();
    const other = direct(fresh, ben);
    await fresh.open(other);
    await expect.poll(() => renewed.filter(body => body.includes('refresh_token')).length, { timeout: 30_000 }).toBeGreaterThan(0);
    await fresh.says('With a new token');
    await ben.row(other).getByText('With a new token').waitFor();
    await fresh.tick('With a new token', 'delivered');
    await tokenLife(900);
    fresh.harmless();
    await fresh.close();
});

test('the broker is killed: what is written meanwhile arrives when it is back', async () => {
    await kill('broker');
    await ana.says('Is anybody there?');
    await ana.tick('Is anybody there?', 'waiting');
    await ana.page.getByText('Connecting…').waitFor();
    await ben.bubble('Is anybody there?').waitFor({ timeout: 70_000 });
    await ana.bubble('Is anybody there?').locator('[data-tick=read]').waitFor({ timeout: 40_000 });
    expect(await texts(ben, 'Is anybody there?')).toHaveLength(1);
});
