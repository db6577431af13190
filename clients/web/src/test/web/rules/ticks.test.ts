import { expect, test } from 'vitest';
import { tickOf } from '../../../main/web/core/ticks';
import { aMessage } from './samples';

const { position: _, ...waiting } = aMessage();

test.each([
    ['no position yet', waiting, undefined, 'waiting'],
    ['refused', aMessage({ state: 'refused' }), undefined, 'refused'],
    ['stored', aMessage(), {}, 'stored'],
    ['received up to before it', aMessage(), { delivered: 9 }, 'stored'],
    ['received up to it', aMessage(), { delivered: 10 }, 'delivered'],
    ['read up to a later one', aMessage(), { delivered: 12, read: 12 }, 'read'],
    ['a group: some have it', aMessage({ counts: { delivered: 2, read: 1, of: 3 } }), undefined, 'stored'],
    ['a group: all have it', aMessage({ counts: { delivered: 3, read: 1, of: 3 } }), undefined, 'delivered'],
    ['a group: all have read it', aMessage({ counts: { delivered: 3, read: 3, of: 3 } }), undefined, 'read'],
    ['a group of one', aMessage({ counts: { delivered: 0, read: 0, of: 0 } }), undefined, 'stored'],
] as const)('%s', (_name, message, mark, tick) => expect(tickOf(message, mark)).toBe(tick));
