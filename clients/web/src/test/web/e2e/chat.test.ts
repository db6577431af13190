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
    await ana.open(chat);
});

afterAll(async () => {
    ana.harmless();
    ben.harmless();
    await Promise.all([ana.close(), ben.close()]);
});

test('a message reaches the other one, and its author sees how far it came', async () => {
    await ana.says('Good morning!');
    await ana.tick('Good morning!', 'delivered');
    await ben.row(chat).getByText('Good morning!').waitFor();
    expect(await ben.row(chat).getByLabel('One unread message').isVisible()).toBe(true);
    await ben.row(chat).click();
    await ben.sees('Good morning!');
    await ana.tick('Good morning!', 'read');
    await ben.says('Good morning to you');
    await ana.sees('Good morning to you');
    await ben.tick('Good morning to you', 'read');
});
