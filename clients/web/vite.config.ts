import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { deliver } from './deliver.ts';
import { emoji } from './emoji.ts';

const root = resolve(import.meta.dirname, 'src/main/web');

export default defineConfig({
    root,
    plugins: [react(), emoji(), deliver({ page: 'index.html', also: ['engine'], limit: 350_000 })],
    build: {
        outDir: resolve(import.meta.dirname, 'target/client'),
        emptyOutDir: true,
        target: 'es2023',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        rollupOptions: {
            input: {
                index: resolve(root, 'index.html'),
                'service-worker': resolve(root, 'notifications/service-worker.ts'),
            },
            output: {
                // The browser asks for it by name, again and again.
                entryFileNames: chunk =>
                    chunk.name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
            },
        },
    },
});
