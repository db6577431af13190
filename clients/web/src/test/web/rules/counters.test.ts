import { expect, test } from 'vitest';
import { count, overdue, type Stream } from '../../../main/web/core/counters';

const seen = (...numbers: number[]): Stream =>
    numbers.reduce<Stream | undefined>((stream, n) => count(stream, n, `m${n}`, 1_000), undefined)!;

test('the first number that is seen is where watching starts', () => {
    expect(seen(7).missing).toEqual([]);
});

test('a number that is skipped is missing until it comes', () => {
    expect(seen(1, 2, 5).missing).toEqual([{ first: 3, last: 4, since: 1_000, before: 'm5' }]);
    expect(seen(1, 2, 5, 4).missing).toEqual([{ first: 3, last: 3, since: 1_000, before: 'm5' }]);
    expect(seen(1, 2, 5, 4, 3).missing).toEqual([]);
});

test('a repeat changes nothing', () => {
    expect(seen(1, 2, 2, 1)).toEqual({ highest: 2, missing: [] });
});

test('what stays missing is told once', () => {
    const { stream, late } = overdue(seen(1, 3), 1_000);
    expect(late).toHaveLength(1);
    expect(overdue(stream, 9_000).late).toEqual([]);
    expect(overdue(seen(1, 3), 999).late).toEqual([]);
});
