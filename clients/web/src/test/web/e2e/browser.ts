import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

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
    afterAll(() => browser?.close());
    return () => browser!;
}
