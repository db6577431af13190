import { expect, test } from 'vitest';
import { fromArchive, fromLive, type MessageView } from '../../../main/web/core/wire';

const ID = '01935d3e-7f00-7abc-8def-0123456789ab';
const view = (what: Partial<MessageView> = {}): MessageView => ({
    id: ID, conversation: 'alice_bob', position: 7, from: 'alice', to: 'bob', type: 'text', message: 'hi',
    receivedAt: '2026-11-23T08:00:00Z', edited: false, payload: { message: 'hi', device: 'phone', n: 3, mentions: ['bob'] }, ...what,
});

test('a message of the archive', () => {
    expect(fromArchive(view({ edited: true, reactions: [{ emoji: '👍', users: ['bob'] }] }))).toEqual({
        message: expect.objectContaining({
            id: ID, position: 7, order: 7, text: 'hi', device: 'phone', n: 3, mentions: ['bob'],
            edit: { id: '', order: 0 }, reactions: { bob: { emoji: '👍', id: '', order: 0 } },
        }),
    });
});

test('an edit is a change of another message', () => {
    expect(fromArchive(view({ type: 'edit', ref: ID, message: 'new' }))).toEqual({
        amendment: expect.objectContaining({ type: 'edit', ref: ID, text: 'new', order: 7 }),
    });
});

test('a removed message has no text', () => {
    const { payload: _, message: __, ...rest } = view();
    expect(fromArchive({ ...rest, removed: 'deleted' })).toEqual({ message: expect.objectContaining({ removed: 'deleted', text: '' }) });
});

test('what came live stands after all that is stored', () => {
    const arrival = fromLive({ conversation: 'alice_bob', from: 'alice' }, undefined, { id: ID, message: 'hi' }, 1_000);
    expect(arrival && 'message' in arrival && arrival.message.order).toBe(2 ** 51 + 1_000);
});

test('strange payloads hurt nobody', () => {
    const topic = { conversation: 'alice_bob', from: 'alice' };
    expect(fromLive(topic, undefined, { message: 'no id' }, 1)).toBeUndefined();
    expect(fromLive(topic, undefined, { id: 5, message: 'hi' }, 1)).toBeUndefined();
    const odd = fromLive(topic, undefined, { id: ID, message: { a: 1 }, mentions: 'bob', device: 1, n: 'x', type: 'new' }, 1);
    expect(odd).toEqual({ message: expect.objectContaining({ text: '', type: 'text' }) });
    expect(fromLive(topic, undefined, { id: ID, type: 'edit', ref: 'not an id', message: 'x' }, 1)).toEqual({ message: expect.anything() });
});

test('a system message says what happened', () => {
    const body = { id: ID, type: 'system', event: 'added', by: 'alice', users: ['bob'] };
    expect(fromLive({ conversation: 'g', from: 'server' }, undefined, body, 1)).toEqual({
        message: expect.objectContaining({ type: 'system', event: { event: 'added', by: 'alice', users: ['bob'] } }),
    });
});

test('changes are counted like messages, or they would seem to be missing', () => {
    const body = { id: ID, type: 'reaction', ref: ID, message: '👍', device: 'phone', n: 4 };
    expect(fromLive({ conversation: 'alice_bob', from: 'alice' }, undefined, body, 1)).toEqual({
        amendment: expect.objectContaining({ device: 'phone', n: 4 }),
    });
});
