import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        include: ['src/test/web/e2e/**/*.test.ts'],
        testTimeout: 180_000,
        hookTimeout: 60_000,
        // One after the other: the machine has other things to do.
        fileParallelism: false,
        reporters: ['verbose'],
        bail: Number(process.env.PARLEY_BAIL ?? 0),
    },
});
