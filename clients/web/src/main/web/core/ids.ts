/** Names of people, conversations and groups, as docs/protocol.md has them. */

const USER = /^[a-z0-9][a-z0-9.@-]{0,63}$/;
const GROUP = /^g-[0-9a-z-]{26,36}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const SERVER = 'server';

export const isUser = (text: string): boolean =>
    USER.test(text) && text !== SERVER && !text.startsWith('service-account-');

export const isGroup = (id: string): boolean => GROUP.test(id);

export const isMessageId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);

/** The conversation of two people: their names in alphabetical order. */
export function directId(one: string, other: string): string {
    return one <= other ? `${one}_${other}` : `${other}_${one}`;
}

/** The other one in a direct conversation, oneself in notes to oneself; nobody in a group. */
export function peerOf(conversation: string, me: string): string | undefined {
    if (isGroup(conversation)) return undefined;
    const [one, other] = conversation.split('_');
    if (one === undefined || other === undefined) return undefined;
    return one === me ? other : one;
}

/** When a message's id was made; undefined if it is not one that tells. */
export function timeOf(id: string): number | undefined {
    if (!isMessageId(id) || (id[14] !== '7' && id[14] !== '8')) return undefined;
    return parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/**
 * The id of a message that came without one but with a timestamp: a UUIDv8 of the timestamp and the hash of
 * topic, line feed and payload. Every receiver computes the same.
 */
export async function derivedId(topic: string, payload: Uint8Array, timestamp: string): Promise<string | undefined> {
    const at = Date.parse(timestamp);
    if (Number.isNaN(at)) return undefined;
    const head = new TextEncoder().encode(`${topic}\n`);
    const all = new Uint8Array(head.length + payload.length);
    all.set(head);
    all.set(payload, head.length);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, Math.floor(at / 2 ** 32));
    view.setUint32(2, at % 2 ** 32);
    bytes.set(hash.subarray(0, 10), 6);
    bytes[6] = 0x80 | (bytes[6]! & 0x0f);
    bytes[8] = 0x80 | (bytes[8]! & 0x3f);
    const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
