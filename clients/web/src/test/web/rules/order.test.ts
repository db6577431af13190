import { expect, test } from 'vitest';
import { inOrder, isPlaced, orderOf } from '../../../main/web/core/order';

test('what has no position comes after all that have one, in the order of arrival', () => {
    const all = [
        { id: 'c', order: orderOf(undefined, 1_795_905_761_492) },
        { id: 'd', order: orderOf(undefined, 1_795_905_761_493) },
        { id: 'b', order: orderOf(9_000_000_000_000, 0) },
        { id: 'a', order: orderOf(7, 0) },
    ];
    expect(all.toSorted(inOrder).map(one => one.id)).toEqual(['a', 'b', 'c', 'd']);
    expect(all.map(one => isPlaced(one.order))).toEqual([false, false, true, true]);
});

test('between two places there is room for a half', () => {
    const order = orderOf(undefined, 1_795_905_761_493);
    expect(order + 0.5).toBeGreaterThan(order);
    expect(order + 0.5).toBeLessThan(order + 1);
});

test('ids decide within a millisecond', () => {
    expect([{ id: 'b', order: 1 }, { id: 'a', order: 1 }].toSorted(inOrder).map(one => one.id)).toEqual(['a', 'b']);
});
