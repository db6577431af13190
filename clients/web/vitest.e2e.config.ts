import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        include: ['src/test/web/e2e/**/*.test.ts'],
        testTimeout: 180_000,
        hookTimeout: 60_000,
        // One file after the other, unless asked: the machine has other things to do.
        maxWorkers: 1,
        reporters: ['verbose'],
        bail: Number(process.env.PARLEY_BAIL ?? 0),
    },
});
