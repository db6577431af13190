import { describe, expect, test } from 'vitest';
import { after, dueNow, nextDue, REPEAT, type Entry } from '../../../main/web/core/outbox';

const entry = (what: Partial<Entry> = {}): Entry => ({
    id: 'm1', conversation: 'alice_bob', topic: 'chat/bob/alice', payload: '{}', seq: 1, tries: 0, due: 0, ...what,
});

describe('the outbox', () => {
    test('what the broker took is repeated until it is stored', () => {
        const next = after(entry(), { kind: 'taken' }, 1_000);
        expect(next.due).toBe(1_000 + REPEAT);
        expect(dueNow([next], 1_000)).toEqual([]);
        expect(dueNow([next], 1_000 + REPEAT)).toEqual([next]);
    });

    test('where the broker says nothing it is tried again at once', () => {
        expect(after(entry(), { kind: 'silent' }, 1_000).due).toBe(1_000);
    });

    test('too fast: a moment later', () => {
        expect(after(entry(), { kind: 'refused', code: 0x97, reason: '' }, 1_000)).toMatchObject({ due: 3_000 });
        expect(after(entry(), { kind: 'refused', code: 0x97, reason: '' }, 1_000).refusal).toBeUndefined();
    });

    test('not allowed: it stays with the reason and is not repeated', () => {
        const refused = after(entry(), { kind: 'refused', code: 0x87, reason: 'no' }, 1_000);
        expect(refused.refusal).toBe('no');
        expect(dueNow([refused], Infinity)).toEqual([]);
        expect(nextDue([refused])).toBe(Infinity);
    });

    test('the oldest goes first', () => {
        expect(dueNow([entry({ id: 'b', seq: 2 }), entry({ id: 'a', seq: 1 })], 0).map(one => one.id)).toEqual(['a', 'b']);
    });
});
