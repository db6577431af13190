import { afterAll, beforeAll, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';

const browser = useBrowser();
let ana: Person;
let ben: Person;

beforeAll(async () => {
    ana = await Person.with(browser(), 'ana');
    ben = await Person.with(browser(), 'ben');
    await Promise.all([ana.login(), ben.login()]);
    // Contacts see one another: those who have talked.
    await ana.open(direct(ana, ben));
    await ana.says('Are you there?');
    await ben.open(direct(ana, ben));
    await ben.sees('Are you there?');
    await ben.says('I am');
    await ana.sees('I am');
});

afterAll(async () => {
    ana.harmless();
    await ana.close();
});

test('who is there is seen online, and when he was last there once he is gone', { timeout: 150_000 }, async () => {
    await ana.page.getByTestId('status').getByText('online').waitFor({ timeout: 45_000 });
    ben.harmless();
    await ben.close();
    await ana.page.getByTestId('status').getByText('last seen').waitFor({ timeout: 70_000 });
});
