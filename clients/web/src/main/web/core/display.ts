/** A text of a stranger, made harmless to the lines around it. */

/** Overrides turn what follows around; they have no place in one line of a list. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/g;
const MARKS = /(\p{M}{4})\p{M}+/gu;

/** One line for lists, notifications and quotes. */
export function oneLine(text: string, longest = 200): string {
    const start = text.slice(0, longest * 4).replace(BIDI, '').replace(MARKS, '$1').replace(/\s+/g, ' ').trim();
    const letters = Array.from(start);
    return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : start;
}

/** At most so many marks on one letter: more would be painted over other messages. */
export const withoutPiles = (text: string): string => text.replace(MARKS, '$1');

/** Whether a text is nothing but a few emoji, which are shown large. */
export function isOnlyEmoji(text: string): boolean {
    if (text.length === 0 || text.length > 40) return false;
    return /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*|\p{Regional_Indicator}{2}|\s){1,8}$/u.test(text) && text.trim() !== '';
}

/** Up to two letters for a round picture. */
export function initials(name: string): string {
    const words = name.replace(BIDI, '').split(/[\s.@-]+/).filter(Boolean);
    const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : [words[0] ?? '?'];
    return letters.map(word => Array.from(word)[0] ?? '').join('').toUpperCase();
}

/** One of so many colours, the same for the same name everywhere. */
export function colourOf(name: string, colours: number): number {
    let hash = 0;
    for (const letter of name) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
    return Math.abs(hash) % colours;
}
