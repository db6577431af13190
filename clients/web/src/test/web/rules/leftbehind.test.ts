import { expect, test } from 'vitest';
import { leftBehind } from '../../../main/web/core/leftbehind';
import { orderOf } from '../../../main/web/core/order';
import { aMessage } from './samples';

const live = (id: string, arrived: number) => {
    const { position: _, ...message } = aMessage({ id, arrived, order: orderOf(undefined, arrived) });
    return message;
};

test('what came live before something that has its place by now stands right before it', () => {
    const placed = [aMessage({ id: 'c', arrived: 30, order: 9, position: 9 }), aMessage({ id: 'b', arrived: 20, order: 8, position: 8 })];
    expect(leftBehind([live('a', 10)], placed)).toEqual([expect.objectContaining({ id: 'a', order: 7.5 })]);
});

test('what came last waits', () => {
    expect(leftBehind([live('d', 40)], [aMessage({ id: 'c', arrived: 30 })])).toEqual([]);
    expect(leftBehind([live('d', 40)], [aMessage({ id: 'c' })])).toEqual([]);
});
