import { chromium, type Browser } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll } from 'vitest';

const FLAGS = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
];

/** One browser for all scenarios of a file; each person has a profile of his own. */
export function useBrowser(): () => Browser {
    let browser: Browser | undefined;
    beforeAll(async () => {
        browser = await chromium.launch({ executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
    });
    // What everybody saw when something went wrong.
    afterEach(async ({ task }) => {
        if (task.result?.state !== 'fail') return;
        mkdirSync('target/e2e', { recursive: true });
        const name = task.name.replace(/\W+/g, '-').slice(0, 60);
        const pages = browser?.contexts().flatMap(context => context.pages()) ?? [];
        for (const [index, page] of pages.entries())
            await page.screenshot({ path: `target/e2e/${name}-${index}.png`, timeout: 5_000 }).catch(() => undefined);
    });
    afterAll(() => browser?.close());
    return () => browser!;
}
