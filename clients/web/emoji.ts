import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const PREFIX = 'virtual:emoji/';
const require = createRequire(import.meta.url);

interface Emoji {
    emoji: string;
    label: string;
    tags?: string[];
    group?: number;
    order?: number;
}

/** Emoji by group with the words they are found by, in one language: served from here, never from elsewhere. */
export function emoji(): Plugin {
    return {
        name: 'parley-emoji',
        resolveId: id => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
        load(id) {
            if (!id.startsWith(`\0${PREFIX}`)) return undefined;
            const language = id.slice(PREFIX.length + 1);
            const all = JSON.parse(readFileSync(require.resolve(`emojibase-data/${language}/data.json`), 'utf8')) as Emoji[];
            const rows = all
                // Group 2 is hair and skin, which stand in others.
                .filter(one => one.group !== undefined && one.group !== 2)
                .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
                .map(one => [one.emoji, one.group, [one.label, ...(one.tags ?? [])].join(' ').toLowerCase()]);
            return `export default JSON.parse(${JSON.stringify(JSON.stringify(rows))});`;
        },
    };
}
