import { describe, expect, test } from 'vitest';
import { initials, isOnlyEmoji, oneLine, withoutPiles } from '../../../main/web/core/display';
import { pieces } from '../../../main/web/core/links';
import { mentionBeingTyped, mentioned } from '../../../main/web/core/mentions';

describe('links', () => {
    test.each([
        ['see https://example.org/a?b=c.', 'https://example.org/a?b=c'],
        ['example.org is fine', 'https://example.org'],
        ['write to me@example.org', 'mailto:me@example.org'],
    ])('%s', (text, href) => expect(pieces(text)).toContainEqual(expect.objectContaining({ kind: 'link', href })));

    test.each(['javascript:alert(1)', 'data:text/html,<script>1</script>', 'file:///etc/passwd', 'vbscript:x', '<script>alert(1)</script>'])(
        '%s is no link',
        text => expect(pieces(text).every(piece => piece.kind === 'text')).toBe(true),
    );

    test.each([['call +49 30 1234567 now', 'tel:+49301234567'], ['(030) 123-4567', 'tel:0301234567']])('%s', (text, href) =>
        expect(pieces(text)).toContainEqual(expect.objectContaining({ kind: 'phone', href })),
    );

    test.each(['2026-11-28', '28.11.2026', 'room 1234', '12345678901234567890'])('%s is no phone number', text =>
        expect(pieces(text).some(piece => piece.kind === 'phone')).toBe(false),
    );

    test('nothing of a text is lost', () => {
        const text = 'a https://x.org b +49 30 1234567 c @bob. 😀 d';
        expect(pieces(text, ['bob']).map(piece => piece.text).join('')).toBe(text);
    });

    test('a text of 60 KiB takes no time', () => {
        const started = Date.now();
        pieces('a.b'.repeat(20_000));
        expect(Date.now() - started).toBeLessThan(200);
    });
});

describe('mentions', () => {
    test('members that are named, a full stop not being part of a name', () => {
        expect(mentioned('@bob and @carol. @nobody @bob', ['alice', 'bob', 'carol'])).toEqual(['bob', 'carol']);
        expect(mentioned('mail bob@carol', ['carol'])).toEqual([]);
    });

    test('what is being typed', () => {
        expect(mentionBeingTyped('hi @bo', 6)).toEqual({ start: 3, query: 'bo' });
        expect(mentionBeingTyped('hi bo', 5)).toBeUndefined();
    });
});

describe('texts of strangers', () => {
    test('one line has no overrides, no piles of marks, no line breaks', () => {
        expect(oneLine('a\u202Eb\nc')).toBe('ab c');
        expect(oneLine(`a${'\u0301'.repeat(50)}`)).toBe(`a${'\u0301'.repeat(4)}`);
        expect(oneLine('😀'.repeat(300), 10)).toBe(`${'😀'.repeat(10)}…`);
        expect(withoutPiles(`o${'\u0300'.repeat(500)}k`)).toBe(`o${'\u0300'.repeat(4)}k`);
    });

    test.each([['👍', true], ['👨‍👩‍👧 ❤️', true], ['🇩🇪', true], ['ok 👍', false], ['123', false], ['', false]])('%s', (text, alone) =>
        expect(isOnlyEmoji(text)).toBe(alone),
    );

    test('initials', () => {
        expect(initials('ana.maria')).toBe('AM');
        expect(initials('bob')).toBe('B');
        expect(initials('棋 俱乐部')).toBe('棋俱');
    });
});
