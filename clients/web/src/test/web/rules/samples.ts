import type { Amendment, Message } from '../../../main/web/core/message';

/** An ordinary message: the test says what matters. */
export const aMessage = (what: Partial<Message> = {}): Message => ({
    conversation: 'alice_bob', id: 'm1', from: 'bob', type: 'text', text: 'hi', at: 0, order: 10, position: 10, ...what,
});

export const aChange = (what: Partial<Amendment> = {}): Amendment => ({
    conversation: 'alice_bob', id: 'c1', ref: 'm1', type: 'edit', from: 'bob', text: 'hello', order: 11, at: 0, ...what,
});
