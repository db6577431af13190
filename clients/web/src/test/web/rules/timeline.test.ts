import { expect, test } from 'vitest';
import { timeline, type Row } from '../../../main/web/core/timeline';
import { aMessage } from './samples';

const NOON = new Date(2026, 10, 28, 12).getTime();
const MINUTE = 60_000;
const at = (id: string, from: string, minutes: number, order = minutes + 1) => aMessage({ id, from, at: NOON + minutes * MINUTE, order, position: order });
const kinds = (rows: Row[]) => rows.map(row => row.kind);
const bubbles = (rows: Row[]) => rows.flatMap(row => (row.kind === 'message' ? [`${row.message.id}${row.first ? ' first' : ''}${row.last ? ' last' : ''}`] : []));

test('what one says within minutes is one group; another, or a pause, starts a new one', () => {
    const rows = timeline([at('a', 'bob', 0), at('b', 'bob', 1), at('c', 'bob', 2), at('d', 'alice', 3), at('e', 'alice', 30)], []);
    expect(bubbles(rows)).toEqual(['a first', 'b', 'c last', 'd first last', 'e first last']);
});

test('each day has a line before its first message', () => {
    const rows = timeline([at('a', 'bob', 0), at('b', 'bob', 1), at('c', 'bob', 24 * 60)], []);
    expect(kinds(rows)).toEqual(['day', 'message', 'message', 'day', 'message']);
    expect(bubbles(rows)).toEqual(['a first', 'b last', 'c first last']);
});

test('what is not loaded is shown where it is missing', () => {
    const rows = timeline([at('a', 'bob', 0, 10), at('b', 'bob', 1, 50)], [{ after: 0, before: 10 }, { after: 10, before: 50 }]);
    expect(kinds(rows)).toEqual(['gap', 'day', 'message', 'gap', 'message']);
});

test('where the unread ones begin is marked', () => {
    expect(kinds(timeline([at('a', 'bob', 0), at('b', 'bob', 1)], [], 'b'))).toEqual(['day', 'message', 'unread', 'message']);
});

test('keys are unique', () => {
    const rows = timeline([at('a', 'bob', 0), at('b', 'bob', 24 * 60), at('c', 'bob', 48 * 60)], [{ after: 0, before: 1 }]);
    expect(new Set(rows.map(row => row.key)).size).toBe(rows.length);
});
