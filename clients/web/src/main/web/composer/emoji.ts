export type EmojiRow = [emoji: string, group: number, words: string];

const RECENT = 'parley.emoji';
const MOST = 16;

/** Arabic is found by English words: there is no Arabic list. */
export async function emojiRows(language: string): Promise<EmojiRow[]> {
    switch (language) {
        case 'de':
            return (await import('virtual:emoji/de')).default;
        case 'zh':
            return (await import('virtual:emoji/zh')).default;
        default:
            return (await import('virtual:emoji/en')).default;
    }
}

export const recentEmoji = (): string[] => JSON.parse(localStorage.getItem(RECENT) ?? '[]') as string[];

export function rememberEmoji(emoji: string) {
    const all = [emoji, ...recentEmoji().filter(one => one !== emoji)].slice(0, MOST);
    localStorage.setItem(RECENT, JSON.stringify(all));
}
