import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';
import { webUrl } from './stack';

const browser = useBrowser();
const SHOTS = 'target/screenshots';
let ana: Person;
let ben: Person;
let chat: string;

beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    ana = await Person.with(browser(), 'ana');
    ben = await Person.with(browser(), 'ben');
    await Promise.all([ana.login(), ben.login()]);
    chat = direct(ana, ben);
    await Promise.all([ana.open(chat), ben.open(chat)]);
    await ben.says('Did you see the new café by the river? They have a terrace: https://example.org/cafe');
    await ben.says('We could go on Sunday');
    await ana.sees('We could go on Sunday');
    await ana.does('We could go on Sunday', 'Reply');
    await ana.says('Sunday is perfect, around eleven?');
    await ben.sees('around eleven');
    await ben.bubble('around eleven').hover();
    await ben.bubble('around eleven').getByRole('button', { name: 'React', exact: true }).click();
    await ben.page.getByRole('button', { name: 'React with 👍' }).click();
    await ana.says('🎉');
    await ben.says('مرحبا، نلتقي يوم الأحد');
    await ana.sees('مرحبا');
    await ana.says('I will book a table for four. If it rains we go to the museum instead, the one with the large hall and the old trains, and have lunch there.');
    await ana.tick('I will book', 'read');
});

afterAll(async () => {
    ana.harmless();
    ben.harmless();
    await Promise.all([ana.close(), ben.close()]);
});

/** Nothing serious for people who see, hear or move differently. */
async function accessible(page: Page, name: string) {
    await page.screenshot({ path: `${SHOTS}/${name}.png` });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const bad = violations.filter(one => one.impact === 'serious' || one.impact === 'critical');
    expect(bad.map(one => `${one.id}: ${one.nodes.map(node => `${node.target.join(' ')} ${node.failureSummary}`).join('\n')}`)).toEqual([]);
}

for (const scheme of ['light', 'dark'] as const)
    test(`every page, ${scheme}`, async () => {
        const { page } = ana;
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await ana.open(chat);
        await ana.sees('I will book');
        await accessible(page, `${scheme}-chat`);
        await page.getByRole('button', { name: 'Details' }).click();
        await page.getByRole('button', { name: 'Clear conversation' }).waitFor();
        await accessible(page, `${scheme}-details`);
        await page.keyboard.press('Escape');
        await ana.bubble('I will book').hover();
        await ana.bubble('I will book').getByRole('button', { name: 'What to do with this message' }).click();
        await page.getByRole('menuitem', { name: 'Reply' }).waitFor();
        await accessible(page, `${scheme}-menu`);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Emoji' }).click();
        await page.getByText('Smileys').waitFor();
        await accessible(page, `${scheme}-emoji`);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+k');
        await page.getByRole('dialog').waitFor();
        await accessible(page, `${scheme}-switcher`);
        await page.keyboard.press('Escape');
        await page.evaluate(() => void (window.location.hash = '#/settings'));
        await page.getByRole('heading', { name: 'Settings' }).waitFor();
        await page.getByText('You block nobody.').waitFor();
        await accessible(page, `${scheme}-settings`);
        await page.evaluate(() => void (window.location.hash = '#/search'));
        await page.getByPlaceholder('Words to find').fill('Sunday');
        await page.locator('[data-hit]').first().waitFor();
        await accessible(page, `${scheme}-search`);
        await page.evaluate(() => void (window.location.hash = '#/'));
        await page.getByText('Choose a conversation').waitFor();
        await accessible(page, `${scheme}-home`);
        await page.getByRole('button', { name: 'New conversation' }).click();
        await page.getByRole('dialog').waitFor();
        await accessible(page, `${scheme}-new`);
        await page.getByRole('button', { name: 'New group' }).click();
        await page.getByLabel('Name of the group').waitFor();
        await accessible(page, `${scheme}-group`);
        await page.keyboard.press('Escape');
    });

test('before the login', async () => {
    const context = await browser().newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(webUrl());
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await accessible(page, 'landing');
    await context.close();
});

test('390 pixels wide: one thing at a time, nothing to scroll sideways', async () => {
    const { page } = ana;
    await page.emulateMedia({ colorScheme: 'light' });
    await page.evaluate(() => void (window.location.hash = '#/'));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('navigation').waitFor();
    await accessible(page, 'narrow-list');
    await ana.row(chat).click();
    await ana.sees('I will book');
    await accessible(page, 'narrow-chat');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Back' }).click();
    await ana.row(chat).waitFor();
    expect(await ana.composer().count()).toBe(0);
    await page.setViewportSize({ width: 1280, height: 720 });
});

const WORDS = { de: 'Unterhaltung finden', zh: '查找会话', ar: 'ابحث عن محادثة' };

test('German, Chinese and Arabic, from right to left where it is so', async () => {
    const { page } = ana;
    for (const [language, words] of Object.entries(WORDS)) {
        await page.evaluate(chosen => localStorage.setItem('parley.language', chosen), language);
        await page.reload();
        await page.getByPlaceholder(words).waitFor();
        await page.evaluate(id => void (window.location.hash = `#/c/${id}`), chat);
        await ana.sees('I will book');
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr');
        await accessible(page, `language-${language}`);
    }
    const mine = (await ana.bubble('I will book').locator('[class*=bubble]').boundingBox())!;
    const list = (await page.locator('aside').boundingBox())!;
    expect(list.x).toBeGreaterThan(mine.x);
    // Each text keeps its own direction.
    const direction = (text: string) => ana.bubble(text).locator('[class*=words]').evaluate(one => getComputedStyle(one).direction);
    expect(await direction('I will book')).toBe('ltr');
    expect(await direction('مرحبا')).toBe('rtl');
    await page.evaluate(() => localStorage.removeItem('parley.language'));
    await page.reload();
    await page.getByPlaceholder('Find a conversation').waitFor();
});
