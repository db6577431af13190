import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { account, webUrl, type Account } from './stack';

const FAR = ['stored', 'delivered', 'read'];

/** Somebody with a browser. */
export class Person {
    readonly violations: string[] = [];
    readonly errors: string[] = [];

    private constructor(
        readonly account: Account,
        readonly context: BrowserContext,
        readonly page: Page,
    ) {}

    static async with(browser: Browser, prefix: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Person> {
        return Person.as(browser, await account(prefix), options);
    }

    static async as(browser: Browser, who: Account, options: Parameters<Browser['newContext']>[0] = {}): Promise<Person> {
        const context = await browser.newContext({ locale: 'en-GB', ...options });
        context.setDefaultTimeout(12_000);
        const person = new Person(who, context, await context.newPage());
        person.watch(person.page);
        return person;
    }

    get name(): string {
        return this.account.name;
    }

    /** What the browser complains about: broken policies, and what nobody caught. */
    private watch(page: Page) {
        page.on('console', message => {
            const text = message.text();
            if (process.env.PARLEY_TALK) console.log(this.name, message.type(), text.slice(0, 400));
            if (/Content Security Policy|violates the following/.test(text)) this.violations.push(text);
        });
        page.on('pageerror', error => this.errors.push(String(error.stack ?? error)));
    }

    async tab(): Promise<Page> {
        const page = await this.context.newPage();
        this.watch(page);
        return page;
    }

    /** Through the real login page. */
    async login(page = this.page, path = '/'): Promise<this> {
        await page.goto(webUrl() + path);
        const start = page.getByRole('button', { name: /^(Log in|Anmelden|登录|تسجيل الدخول)$/ });
        const user = page.locator('#username');
        const menu = page.locator('aside header');
        await start.or(user).or(menu).first().waitFor();
        if (await start.isVisible()) await start.click();
        await user.or(menu).first().waitFor();
        if (await user.isVisible()) {
            await user.fill(this.name);
            await page.locator('#password').fill(this.account.password);
            await page.locator('#kc-login').click();
        }
        await menu.waitFor();
        return this;
    }

    async open(conversation: string, page = this.page) {
        await page.evaluate(id => void (window.location.hash = `#/c/${encodeURIComponent(id)}`), conversation);
        await this.composer(page).waitFor();
    }

    composer = (page = this.page): Locator => page.locator('main textarea');

    /** @param shows what is seen of it, where that is not all */
    async says(text: string, page = this.page, shows = text): Promise<Locator> {
        await this.composer(page).fill(text);
        await this.composer(page).press('Enter');
        const bubble = this.bubble(shows, page);
        await bubble.waitFor();
        return bubble;
    }

    bubble = (text: string, page = this.page): Locator => page.locator('article', { hasText: text }).last();

    async sees(text: string, page = this.page): Promise<Locator> {
        const bubble = this.bubble(text, page);
        await bubble.waitFor({ timeout: 12_000 });
        return bubble;
    }

    async tick(text: string, tick: string) {
        // Further is also as far.
        const enough = FAR.slice(Math.max(0, FAR.indexOf(tick)));
        const wanted = FAR.includes(tick) ? enough : [tick];
        const ticks = wanted.map(one => `[data-tick=${one}]`).join(', ');
        await this.bubble(text).locator(ticks).waitFor({ timeout: 12_000 });
    }

    /** Something of a message's menu. */
    async does(text: string, action: string) {
        const bubble = this.bubble(text);
        await bubble.hover();
        await bubble.getByRole('button', { name: 'What to do with this message' }).click();
        await this.page.getByRole('menuitem', { name: action, exact: true }).click();
    }

    row = (conversation: string): Locator => this.page.locator(`[data-conversation="${conversation}"]`);

    harmless() {
        expect(this.violations).toEqual([]);
        expect(this.errors).toEqual([]);
    }

    async close() {
        await this.context.close();
    }
}

export const direct = (one: { name: string }, other: { name: string }): string => [one.name, other.name].toSorted().join('_');
