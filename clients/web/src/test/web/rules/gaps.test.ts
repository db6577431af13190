import { describe, expect, test } from 'vitest';
import { gapBefore, gapBetween, without } from '../../../main/web/core/gaps';

const ALL = [{ after: 0, before: Infinity }];

describe('what has not been loaded', () => {
    test('the newest page leaves what is older', () => {
        expect(without(ALL, 100, Infinity)).toEqual([{ after: 0, before: 100 }]);
    });

    test('a page in the middle makes two gaps of one', () => {
        expect(without([{ after: 0, before: 100 }], 40, 60)).toEqual([{ after: 0, before: 40 }, { after: 60, before: 100 }]);
    });

    test('a page that reaches the beginning and the next known message closes a gap', () => {
        expect(without([{ after: 0, before: 40 }, { after: 60, before: 100 }], 0, 40)).toEqual([{ after: 60, before: 100 }]);
    });

    test('a page elsewhere changes nothing', () => {
        expect(without([{ after: 10, before: 20 }], 20, 30)).toEqual([{ after: 10, before: 20 }]);
    });

    test('it is between two messages that stand next to each other', () => {
        const gaps = [{ after: 60, before: 100 }];
        expect(gapBetween(gaps, 60, 100)).toEqual(gaps[0]);
        expect(gapBetween(gaps, 100, 101)).toBeUndefined();
        expect(gapBetween(gaps, 50, 60)).toBeUndefined();
        expect(gapBefore(gaps, 100)).toEqual(gaps[0]);
    });
});
