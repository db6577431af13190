import { tokenize } from 'linkifyjs';

/** A piece of a text: plain, or something to click. */
export type Piece =
    | { kind: 'text'; text: string }
    | { kind: 'link'; text: string; href: string }
    | { kind: 'phone'; text: string; href: string }
    | { kind: 'mention'; text: string; user: string };

const SAFE = /^(https?|mailto):/i;
const PHONE = /(?<![\w+])\+?\d[\d ()./-]{5,18}\d(?!\w)/g;
/** Longer texts are shown plain: they are no place for links, and looking for them would take long. */
const LONGEST = 8_000;

/** Finds links, phone numbers and mentions in a text. Nothing is fetched, and only harmless schemes are links. */
export function pieces(text: string, mentions: readonly string[] = []): Piece[] {
    if (text.length > LONGEST) return [{ kind: 'text', text }];
    const found: Piece[] = [];
    for (const token of tokenize(text)) {
        const value = token.toString();
        const href = token.isLink ? token.toHref('https') : '';
        if (token.isLink && SAFE.test(href)) found.push({ kind: 'link', text: value, href });
        else found.push(...mentionsIn(value, mentions));
    }
    return joined(found);
}

function mentionsIn(text: string, mentions: readonly string[]): Piece[] {
    if (mentions.length === 0) return phonesIn(text);
    const names = mentions.toSorted((a, b) => b.length - a.length).map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`@(${names.join('|')})(?![a-z0-9@-])`, 'g');
    return cut(text, pattern, match => ({ kind: 'mention', text: match[0], user: match[1]! }), phonesIn);
}

function phonesIn(text: string): Piece[] {
    return cut(text, PHONE, phone, plain => (plain ? [{ kind: 'text', text: plain }] : []));
}

function phone(match: RegExpExecArray): Piece {
    const digits = match[0].replace(/[^\d+]/g, '');
    const isDate = /^\d{4}[-./]\d{1,2}[-./]\d{1,2}$|^\d{1,2}[-./]\d{1,2}[-./]\d{2,4}$/.test(match[0]);
    if (digits.length < 7 || digits.length > 16 || isDate) return { kind: 'text', text: match[0] };
    return { kind: 'phone', text: match[0], href: `tel:${digits}` };
}

function cut(text: string, pattern: RegExp, made: (match: RegExpExecArray) => Piece, rest: (plain: string) => Piece[]): Piece[] {
    const all: Piece[] = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
        all.push(...rest(text.slice(end, match.index)), made(match as RegExpExecArray));
        end = match.index + match[0].length;
    }
    return [...all, ...rest(text.slice(end))];
}

/** The tokenizer cuts plain text into words. */
function joined(all: Piece[]): Piece[] {
    const out: Piece[] = [];
    for (const piece of all) {
        const last = out.at(-1);
        if (last?.kind === 'text' && piece.kind === 'text') last.text += piece.text;
        else out.push(piece);
    }
    return out;
}
