import { directId, isGroup, SERVER } from './ids';

/** What a topic says: who speaks is its third level, always. */
export type Topic =
    | { kind: 'message'; conversation: string; from: string }
    | { kind: 'receipt'; from: string; to: string }
    | { kind: 'typing'; conversation: string; from: string }
    | { kind: 'notice' }
    | { kind: 'stored' }
    | { kind: 'presence'; user: string };

export function parseTopic(topic: string, me: string): Topic | undefined {
    const [root, to = '', from = '', leaf, ...more] = topic.split('/');
    if (more.length > 0 || to === '') return undefined;
    switch (root) {
        case 'presence':
            return from === '' && leaf === undefined ? { kind: 'presence', user: to } : undefined;
        case 'group':
            return inGroup(to, from, leaf);
        case 'chat':
            if (from === SERVER) return fromServer(to, leaf, me);
            return between(to, from, leaf);
        default:
            return undefined;
    }
}

function inGroup(group: string, from: string, leaf: string | undefined): Topic | undefined {
    if (!isGroup(group) || from === '') return undefined;
    if (leaf === undefined) return { kind: 'message', conversation: group, from };
    return leaf === 'typing' ? { kind: 'typing', conversation: group, from } : undefined;
}

function fromServer(to: string, leaf: string | undefined, me: string): Topic | undefined {
    if (to !== me) return undefined;
    if (leaf === undefined) return { kind: 'notice' };
    return leaf === 'receipt' ? { kind: 'stored' } : undefined;
}

function between(to: string, from: string, leaf: string | undefined): Topic | undefined {
    if (from === '') return undefined;
    const conversation = directId(to, from);
    switch (leaf) {
        case undefined:
            return { kind: 'message', conversation, from };
        case 'receipt':
            return { kind: 'receipt', from, to };
        case 'typing':
            return { kind: 'typing', conversation, from };
        default:
            return undefined;
    }
}

/** Where a message to a conversation is published. */
export function topicOf(conversation: string, me: string, peer: string | undefined): string {
    return isGroup(conversation) ? `group/${conversation}/${me}` : `chat/${peer}/${me}`;
}
