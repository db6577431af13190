import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asked } from '../../../main/web/console/frame/fields';
import { isReason } from '../../../main/web/console/frame/reason';
import { visible } from '../../../main/web/console/frame/visible';
import { append, type Health } from '../../../main/web/console/health/health';
import { nice, paths } from '../../../main/web/console/health/plot';
import { Broken, countOf } from '../../../main/web/console/messages/download';
import { hashOf, parsePlace } from '../../../main/web/console/route';
import { words } from '../../../main/web/console/words/en';

test('a page and what is open on it are in the address', () => {
    expect(parsePlace('#/groups/g-1%2F2')).toEqual({ page: 'groups', one: 'g-1/2' });
    expect(hashOf({ page: 'groups', one: 'g-1/2' })).toBe('#/groups/g-1%2F2');
    expect(parsePlace('#/nowhere')).toEqual({ page: 'health' });
    expect(parsePlace('')).toEqual({ page: 'health' });
});

test.each([['', false], ['ab', false], ['   ab   ', false], ['abc', true], ['x'.repeat(500), true], ['x'.repeat(501), false]])('a reason has 3 to 500 characters: %s', (text, is) => {
    expect(isReason(text)).toBe(is);
});

test('empty fields ask for nothing, and times are in RFC 3339', () => {
    expect(asked({ user: ' bob ', text: '2026-11-24T08:00 or later', since: '', until: '' })).toEqual({ user: 'bob', text: '2026-11-24T08:00 or later' });
    expect(asked({ since: '2026-11-24T08:00' })).toEqual({ since: new Date('2026-11-24T08:00').toISOString() });
});

test('what is not seen is shown by its number', () => {
    expect(visible('a\u202Eb\u0000c\u200Dd\ne')).toBe('a\\u{202e}b\\u{0}c\\u{200d}d\ne');
    expect(visible('مرحبا 你好 🎉')).toBe('مرحبا 你好 🎉');
});

const health = (times: number[], series: Health['series'], keeps = 1_800): Health => ({
    at: new Date(100_000).toISOString(),
    every: 5,
    keeps,
    services: [],
    times,
    series,
});

test('new samples come behind the old ones, and too old ones go', () => {
    const before = health([40_000, 60_000], { backlog: { push: [1, 2] } });
    const both = append(before, health([80_000, 100_000], { backlog: { push: [3, null] } }, 50));
    expect(both.times).toEqual([60_000, 80_000, 100_000]);
    expect(both.series).toEqual({ backlog: { push: [2, 3, null] } });
});

test('a line that comes later, or stays away, has gaps', () => {
    const both = append(health([1], { a: { old: [1] } }), health([2, 3], { a: { fresh: [5, 6] } }));
    expect(both.series).toEqual({ a: { old: [1, null, null], fresh: [null, 5, 6] } });
});

test.each([[0, 1], [0.03, 0.05], [1, 1], [7, 10], [120, 200], [4_999, 5_000]])('a chart of at most %s ends at %s', (most, end) => {
    expect(nice(most)).toBeCloseTo(end);
});

test('a gap is no zero: the line is broken there', () => {
    expect(paths([0, 10, 20, 30, 40], [0, 10, null, 5, 10], 10, 400, 104)).toEqual(['M0 102L100 2', 'M300 52L400 2']);
    expect(paths([0, 10], [5, null], 10, 400, 104)).toEqual(['M0 52h3']);
});

test('an export is whole only with its summary', () => {
    expect(countOf('…"}\n{"summary":{"count":12}}\n')).toBe(12);
    expect(countOf('{"summary":{"count":0}}')).toBe(0);
    expect(() => countOf('{"id":"1","message":"{\\"summary\\":{\\"count\\":1}}"}')).toThrow(Broken);
    expect(() => countOf('')).toThrow(Broken);
});

/** i18next shows a missing key as it is: nobody would be told. */
test('every text that the console asks for is there', () => {
    const folder = join(import.meta.dirname, '../../../main/web/console');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name) && !name.startsWith('words'));
    const asks = files.flatMap(name => [...readFileSync(join(folder, name), 'utf8').matchAll(/'console\.([\w.-]+)'/g)].map(match => match[1]!));
    const isThere = (path: string): boolean => {
        const steps = path.split('.');
        const last = steps.pop()!;
        const at = steps.reduce<unknown>((words, step) => (words as Record<string, unknown> | undefined)?.[step], words) as Record<string, unknown> | undefined;
        return at !== undefined && (typeof at[last] === 'string' || typeof at[`${last}_other`] === 'string');
    };
    expect(asks.length).toBeGreaterThan(100);
    expect(asks.filter(path => !isThere(path))).toEqual([]);
});
