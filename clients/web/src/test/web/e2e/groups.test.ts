import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';
import { webUrl } from './stack';

const browser = useBrowser();
let ana: Person;
let ben: Person;
let cem: Person;
let group: string;

beforeAll(async () => {
    [ana, ben, cem] = await Promise.all(['ana', 'ben', 'cem'].map(name => Person.with(browser(), name))) as [Person, Person, Person];
    await Promise.all([ana, ben, cem].map(one => one.login()));
});

afterAll(async () => {
    for (const one of [ana, ben, cem]) one.harmless();
    await Promise.all([ana, ben, cem].map(one => one.close()));
});

const groupOf = (person: Person): string => decodeURIComponent(new URL(person.page.url()).hash.split('/')[2]!);

test('a new group reaches its members at once, with what is said in it', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'New group' }).click();
    await page.getByLabel('Name of the group').fill('Chess on Tuesdays');
    await page.getByRole('textbox', { name: 'Members' }).fill(ben.name);
    await page.getByRole('textbox', { name: 'Members' }).press('Enter');
    await page.getByRole('button', { name: 'Create group' }).click();
    await ana.composer().waitFor();
    group = groupOf(ana);
    await page.getByText(`You added ${ben.name}`).waitFor();
    await ben.row(group).getByText('Chess on Tuesdays').waitFor();
    await ben.row(group).click();
    await ana.says('Who brings the board?');
    await ben.sees('Who brings the board?');
    await ana.tick('Who brings the board?', 'read');
    await ben.says('I do');
    await (await ana.sees('I do')).getByText(ben.name).waitFor();
});

test('a mention is offered while it is typed, and stands out for whom it means', async () => {
    await ana.composer().pressSequentially('Thank you @be');
    await ana.page.getByRole('option', { name: ben.name }).waitFor();
    await ana.composer().press('Enter');
    await ana.composer().press('Enter');
    await (await ben.sees('Thank you')).locator('button[data-me]', { hasText: `@${ben.name}` }).waitFor();
});

test('an invite link, as text and as a picture, lets somebody in', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('button', { name: 'Make an invite link' }).click();
    const link = await page.getByLabel('Invite link', { exact: true }).inputValue();
    expect(link).toContain('/#/join/');
    await page.getByRole('img', { name: 'The invite link as a QR code' }).waitFor();
    await cem.page.goto(webUrl() + new URL(link).pathname + new URL(link).hash);
    await cem.page.getByRole('heading', { name: 'Chess on Tuesdays' }).waitFor();
    await cem.page.getByRole('button', { name: 'Join' }).click();
    await cem.composer().waitFor();
    await page.locator(`[data-member="${cem.name}"]`).waitFor();
    await page.keyboard.press('Escape');
    await cem.says('Hello everybody');
    await Promise.all([ana.sees('Hello everybody'), ben.sees('Hello everybody')]);
});

test('roles: an admin is made, and everybody reads it', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('button', { name: `What to do about ${ben.name}` }).click();
    await page.getByRole('menuitem', { name: 'Make admin' }).click();
    await page.locator(`[data-member="${ben.name}"]`).getByText('Admin').waitFor();
    await page.keyboard.press('Escape');
    await cem.page.getByText(`${ana.name} made ${ben.name}: Admin`).waitFor();
});

test('only admins write: the others are told so instead of a field', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByLabel('Only admins write').check();
    await cem.page.getByText('Only admins write in this group.').waitFor();
    await page.getByLabel('Only admins write').uncheck();
    await cem.composer().waitFor();
    await page.keyboard.press('Escape');
});

test('who is removed hears nothing more, and reads what he had', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('button', { name: `What to do about ${cem.name}` }).click();
    await page.getByRole('menuitem', { name: 'Remove from group' }).click();
    await cem.page.getByText('You are no longer in this group.', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await ana.says('Now we are two');
    await ben.sees('Now we are two');
    expect(await cem.page.locator('article', { hasText: 'Now we are two' }).count()).toBe(0);
    expect(await cem.bubble('Hello everybody').isVisible()).toBe(true);
});

test('leaving', async () => {
    await ben.page.getByRole('button', { name: 'Details' }).click();
    await ben.page.getByRole('button', { name: 'Leave group' }).click();
    await ben.page.getByRole('dialog', { name: 'Leave group' }).getByRole('button', { name: 'Leave group' }).click();
    await ana.page.getByText(`${ben.name} left`).waitFor();
    await ben.page.getByText('You are no longer in this group.', { exact: true }).waitFor();
});

test('who is blocked cannot write, is told why, and may try again', async () => {
    const chat = direct(ana, cem);
    await ana.open(chat);
    await ana.says('Hello Cem');
    await cem.open(chat);
    await cem.sees('Hello Cem');
    await ana.page.getByRole('button', { name: 'Details' }).click();
    await ana.page.getByRole('button', { name: `Block ${cem.name}` }).click();
    await ana.page.getByRole('button', { name: 'Unblock' }).waitFor();
    await cem.page.waitForTimeout(1_500);
    await cem.says('Can you hear me?');
    await cem.tick('Can you hear me?', 'refused');
    await ana.page.getByRole('button', { name: 'Unblock' }).click();
    await ana.page.getByRole('button', { name: `Block ${cem.name}` }).waitFor();
    await ana.page.keyboard.press('Escape');
    await cem.page.waitForTimeout(1_500);
    await cem.page.getByRole('button', { name: 'Try again' }).click();
    await ana.sees('Can you hear me?');
});

test('a muted conversation says so and counts quietly', async () => {
    const chat = direct(ana, cem);
    await ana.page.getByRole('button', { name: 'Details' }).click();
    await ana.page.getByRole('button', { name: 'Mute' }).click();
    await ana.page.getByRole('menuitem', { name: 'For 8 hours' }).click();
    await ana.page.keyboard.press('Escape');
    await ana.row(chat).getByLabel('Muted').waitFor();
    await ana.open(direct(ana, ana));
    await cem.says('psst');
    await ana.row(chat).getByLabel('One unread message').waitFor();
    expect(await ana.page.title()).toBe('Parley');
});
