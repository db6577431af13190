import { describe, expect, test } from 'vitest';
import { derivedId, directId, isUser, peerOf, timeOf } from '../../../main/web/core/ids';

describe('names', () => {
    test.each([
        ['alice', true], ['a.b@c-d', true], ['0', true], ['a'.repeat(64), true],
        ['a'.repeat(65), false], ['Alice', false], ['a_b', false], ['server', false], ['service-account-x', false], ['', false],
    ])('%s', (name, legal) => expect(isUser(name)).toBe(legal));

    test('a conversation of two has their names in alphabetical order, whoever asks', () => {
        expect(directId('bob', 'alice')).toBe('alice_bob');
        expect(directId('alice', 'bob')).toBe('alice_bob');
        expect(peerOf('alice_bob', 'alice')).toBe('bob');
        expect(peerOf('alice_bob', 'bob')).toBe('alice');
        expect(peerOf('alice_alice', 'alice')).toBe('alice');
        expect(peerOf('g-01935d3e-7f00-7abc-8def-0123456789ab', 'alice')).toBeUndefined();
    });
});

test('the id of a message that has none is derived as the protocol says', async () => {
    const payload = '{"message":"hi","timestamp":"2021-07-01T12:00:00Z"}';
    const id = await derivedId('chat/bob/alice', new TextEncoder().encode(payload), '2021-07-01T12:00:00Z');
    expect(id).toBe('017a61f0-aa00-83a8-a292-19df48a60f8a');
    expect(timeOf(id!)).toBe(Date.parse('2021-07-01T12:00:00Z'));
});
