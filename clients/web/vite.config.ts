import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import { deliver } from './deliver.ts';
import { emoji } from './emoji.ts';

const root = resolve(import.meta.dirname, 'src/main/web');
/** The service worker keeps nothing of what is there. */
const CONSOLE = 'assets/console';

/** The chat; then, with "--mode console" and beside it, the operators' console, so that the chat carries nothing of it. */
export default defineConfig(({ mode }) => (mode === 'console' ? page('console', 'HealthPage', 220_000) : page('index', 'engine', 350_000)));

/**
 * @param also a chunk that it always loads a moment later
 * @param limit of that JavaScript, in bytes as they are sent
 */
function page(name: 'index' | 'console', also: string, limit: number): UserConfig {
    const chat = name === 'index';
    return {
        root,
        publicDir: resolve(root, 'public'),
        plugins: [react(), emoji(), deliver({ page: `${name}.html`, also: [also], limit })],
        build: {
            outDir: resolve(import.meta.dirname, 'target/client'),
            emptyOutDir: chat,
            copyPublicDir: chat,
            assetsDir: chat ? 'assets' : CONSOLE,
            target: 'es2023',
            modulePreload: { polyfill: false },
            assetsInlineLimit: 0,
            rollupOptions: {
                input: {
                    [name]: resolve(root, `${name}.html`),
                    ...(chat && { 'service-worker': resolve(root, 'notifications/service-worker.ts') }),
                },
                output: {
                    // The browser asks for the service worker by name, again and again.
                    entryFileNames: chunk =>
                        chunk.name === 'service-worker' ? '[name].js' : `${chat ? 'assets' : CONSOLE}/[name]-[hash].js`,
                },
            },
        },
    };
}
