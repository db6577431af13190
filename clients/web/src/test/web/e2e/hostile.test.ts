import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './browser';
import { direct, Person } from './person';

const browser = useBrowser();
let ana: Person;
let mallory: Person;
let chat: string;

beforeAll(async () => {
    ana = await Person.with(browser(), 'ana');
    mallory = await Person.with(browser(), 'mal');
    await Promise.all([ana.login(), mallory.login()]);
    chat = direct(ana, mallory);
    await Promise.all([ana.open(chat), mallory.open(chat)]);
});

afterAll(async () => {
    ana.harmless();
    mallory.harmless();
    await Promise.all([ana.close(), mallory.close()]);
});

test.each([
    '<script>window.hurt = 1</script>',
    '<img src=x onerror="window.hurt = 1">',
    '"><svg onload=window.hurt=1>',
    'javascript:window.hurt=1',
    '[click](javascript:window.hurt=1)',
    '{{constructor.constructor("window.hurt=1")()}}',
])('%s is a text like others', async text => {
    await mallory.says(text);
    const bubble = await ana.sees(text);
    expect(await bubble.locator('script, img, svg[onload], iframe').count()).toBe(0);
    for (const href of await bubble.locator('a').evaluateAll(all => all.map(one => (one as HTMLAnchorElement).href)))
        expect(href).toMatch(/^(https?|mailto|tel|http):/);
    expect(await ana.page.evaluate(() => 'hurt' in window)).toBe(false);
});

test('overrides turn nothing around but their own text', async () => {
    await mallory.says('invoice_\u202Efdp.exe and \u2066more');
    await ana.sees('invoice_');
    const time = ana.bubble('invoice_').locator('time');
    expect(await time.evaluate(one => getComputedStyle(one).unicodeBidi)).not.toBe('bidi-override');
    expect(await ana.row(chat).textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

test('a pile of marks stays in its line', async () => {
    await mallory.says(`zalgo ${'Z'.padEnd(300, '\u0335\u0321\u0322')} end`, mallory.page, 'zalgo');
    const bubble = await ana.sees('zalgo');
    expect((await bubble.boundingBox())!.height).toBeLessThan(120);
});

test('a line of 60 KiB is folded, and does not make anything wider', async () => {
    const started = Date.now();
    await mallory.says(`long ${'x'.repeat(59_000)}`, mallory.page, 'long xxx');
    const bubble = await ana.sees('long xxx');
    expect(Date.now() - started).toBeLessThan(15_000);
    const box = (await bubble.boundingBox())!;
    expect(box.height).toBeLessThan(900);
    expect(await ana.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await bubble.getByRole('button', { name: 'Read more' }).click();
    await bubble.getByRole('button', { name: 'Read less' }).click();
});

test('what is too long for a message is said before it is sent', async () => {
    await mallory.composer().fill('y'.repeat(61_000));
    await mallory.page.getByText('This is too long for one message.').waitFor();
    expect(await mallory.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await mallory.composer().fill('');
});
