import type { Amendment, Message, MessageType, SystemEvent } from './message';
import { isMessageId, SERVER } from './ids';
import { orderOf } from './order';

/** What arrived: something to show, or something that changes what is shown. */
export type Arrival = { message: Message } | { amendment: Amendment };

const AMENDMENTS = new Set(['edit', 'delete', 'reaction']);
const TYPES = new Set(['text', 'attachment', 'location', 'contact', 'call', 'system']);

type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const texts = (value: unknown): string[] | undefined =>
    Array.isArray(value) ? value.filter(one => typeof one === 'string') : undefined;

/** A message as the archive shows it. */
export interface MessageView {
    id: string;
    conversation: string;
    position: number;
    from: string;
    to: string;
    type: string;
    message?: string;
    timestamp?: string;
    receivedAt: string;
    ref?: string;
    payload?: Json;
    edited: boolean;
    removed?: 'deleted' | 'expired' | 'erased';
    expiresAt?: string;
    reactions?: { emoji: string; users: string[] }[];
}

export function fromArchive(view: MessageView): Arrival {
    const arrival = arrivalOf({
        conversation: view.conversation,
        id: view.id,
        from: view.from,
        order: orderOf(view.position, 0),
        at: Date.parse(view.timestamp ?? view.receivedAt),
        body: { ...view.payload, type: view.type, ref: view.ref, message: view.message },
    });
    if ('amendment' in arrival) return arrival;
    const { message } = arrival;
    message.position = view.position;
    if (view.removed) message.removed = view.removed;
    if (view.edited) message.edit = { id: '', order: 0 };
    if (view.expiresAt) message.expiresAt = Date.parse(view.expiresAt);
    for (const { emoji, users } of view.reactions ?? [])
        for (const user of users) message.reactions = { ...message.reactions, [user]: { emoji, id: '', order: 0 } };
    return arrival;
}

/** A payload as it came over MQTT; undefined if it is nothing to show. */
export function fromLive(
    topic: { conversation: string; from: string },
    id: string | undefined,
    body: Json,
    now: number,
): Arrival | undefined {
    const known = isMessageId(body.id) ? body.id : id;
    if (!known) return undefined;
    const sent = Date.parse(text(body.timestamp) ?? '');
    const at = Number.isNaN(sent) ? now : Math.min(sent, now + 60_000);
    const arrival = arrivalOf({ ...topic, id: known, order: orderOf(undefined, now), at, body });
    const expires = number(body.expires);
    if ('message' in arrival) {
        arrival.message.arrived = now;
        if (expires) arrival.message.expiresAt = now + expires * 1000;
    }
    return arrival;
}

interface Raw {
    conversation: string;
    id: string;
    from: string;
    order: number;
    at: number;
    body: Json;
}

function arrivalOf({ conversation, id, from, order, at, body }: Raw): Arrival {
    const type = text(body.type) ?? 'text';
    const ref = isMessageId(body.ref) ? body.ref : undefined;
    const said = text(body.message) ?? '';
    const device = text(body.device);
    const n = number(body.n);
    const counted = device !== undefined && n !== undefined ? { device, n } : {};
    if (AMENDMENTS.has(type) && ref) {
        const kind = type as Amendment['type'];
        return { amendment: { conversation, id, ref, type: kind, from, text: said, order, at, ...counted } };
    }
    const message: Message = { conversation, id, from, type: typeOf(type), text: said, at, order };
    const mentions = texts(body.mentions);
    if (ref) message.ref = ref;
    if (mentions?.length) message.mentions = mentions;
    Object.assign(message, counted);
    if (body.forwarded === true) message.forwarded = true;
    if (from === SERVER) Object.assign(message, { type: 'system', event: eventOf(body) });
    return { message };
}

const typeOf = (type: string): MessageType => (TYPES.has(type) ? (type as MessageType) : 'text');

export function eventOf(body: Json): SystemEvent {
    const event: SystemEvent = { event: text(body.event) ?? '' };
    const by = text(body.by);
    const users = texts(body.users);
    const name = text(body.name) ?? text(body.description);
    const role = text(body.role);
    const on = [body.announcementOnly, body.newcomersSeeHistory, body.approval].find(v => typeof v === 'boolean');
    return {
        ...event,
        ...(by !== undefined && { by }),
        ...(users && { users }),
        ...(name !== undefined && { name }),
        ...(role !== undefined && { role }),
        ...(on !== undefined && { on: on as boolean }),
    };
}
