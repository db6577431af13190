import { expect, test } from 'vitest';
import { parseTopic, topicOf } from '../../../main/web/core/topics';

const GROUP = 'g-01935d3e-7f00-7abc-8def-0123456789ab';

test.each([
    ['chat/alice/bob', { kind: 'message', conversation: 'alice_bob', from: 'bob' }],
    ['chat/bob/alice', { kind: 'message', conversation: 'alice_bob', from: 'alice' }],
    ['chat/alice/bob/receipt', { kind: 'receipt', from: 'bob', to: 'alice' }],
    ['chat/alice/bob/typing', { kind: 'typing', conversation: 'alice_bob', from: 'bob' }],
    ['chat/alice/server', { kind: 'notice' }],
    ['chat/alice/server/receipt', { kind: 'stored' }],
    ['chat/bob/server', undefined],
    [`group/${GROUP}/bob`, { kind: 'message', conversation: GROUP, from: 'bob' }],
    [`group/${GROUP}/server`, { kind: 'message', conversation: GROUP, from: 'server' }],
    [`group/${GROUP}/bob/typing`, { kind: 'typing', conversation: GROUP, from: 'bob' }],
    ['group/chess/bob', undefined],
    ['presence/bob', { kind: 'presence', user: 'bob' }],
    ['presence/bob/phone', undefined],
    ['chat/alice/bob/other', undefined],
    ['chat/alice/bob/receipt/more', undefined],
    ['chat', undefined],
])('%s', (topic, says) => expect(parseTopic(topic, 'alice')).toEqual(says));

test('who speaks is the third level of what is published', () => {
    expect(topicOf('alice_bob', 'alice', 'bob')).toBe('chat/bob/alice');
    expect(topicOf(GROUP, 'alice', undefined)).toBe(`group/${GROUP}/alice`);
});
