import type { Amendment, Message, Reaction } from './message';
import { isPlaced } from './order';

/**
 * What is known of a message and what just came make one. The archive knows best; a change that it had not seen when
 * it answered stays.
 *
 * @param asOf when the archive was asked; undefined for what came live
 * @param complete whether the archive said the reactions too, as history does and sync does not
 */
export function merge(known: Message | undefined, incoming: Message, asOf?: number, complete = false): Message {
    if (!known) return incoming;
    // An id belongs to whoever used it first: nobody writes over another's message.
    if (known.from !== incoming.from) return isPlaced(incoming.order) && !isPlaced(known.order) ? incoming : known;
    if (asOf === undefined && !isPlaced(incoming.order)) return known;
    const merged: Message = { ...known, ...incoming, order: Math.min(known.order, incoming.order) };
    if (isPlaced(merged.order)) delete merged.state;
    const changedSince = known.touched !== undefined && (asOf === undefined || known.touched >= asOf);
    keepText(known, incoming, merged, changedSince);
    keepReactions(known, incoming, merged, changedSince || !complete);
    if (known.hidden) merged.hidden = true;
    return merged;
}

function keepText(known: Message, incoming: Message, merged: Message, changedSince: boolean) {
    if (incoming.removed) {
        merged.text = '';
        delete merged.reactions;
        return;
    }
    if (known.removed && changedSince) {
        merged.removed = known.removed;
        merged.text = '';
        return;
    }
    delete merged.removed;
    const pending = known.edit !== undefined && !isPlaced(known.edit.order);
    if (known.edit && (pending || changedSince)) {
        merged.text = known.text;
        merged.edit = known.edit;
    }
}

function keepReactions(known: Message, incoming: Message, merged: Message, keepAll: boolean) {
    if (merged.removed) return;
    const kept = Object.entries(known.reactions ?? {}).filter(([, one]) => keepAll || !isPlaced(one.order));
    const all: Record<string, Reaction> = { ...incoming.reactions, ...Object.fromEntries(kept) };
    if (Object.keys(all).length > 0) merged.reactions = all;
    else delete merged.reactions;
}

/** Applies an edit, a deletion or a reaction; the same again, an older one, and another's changes nothing. */
export function amend(message: Message, change: Amendment, now: number): Message {
    if (message.id !== change.ref || message.type === 'system') return message;
    switch (change.type) {
        case 'reaction':
            return react(message, change, now);
        case 'delete':
            return change.from === message.from ? remove(message, now) : message;
        case 'edit':
            return change.from === message.from ? edit(message, change, now) : message;
    }
}

function remove(message: Message, now: number): Message {
    if (message.removed) return message;
    const { reactions: _, ...rest } = message;
    return { ...rest, text: '', removed: 'deleted', touched: now };
}

function edit(message: Message, change: Amendment, now: number): Message {
    if (message.removed || isSuperseded(message.edit, change)) return message;
    return { ...message, text: change.text, edit: { id: change.id, order: change.order }, touched: now };
}

function react(message: Message, change: Amendment, now: number): Message {
    if (message.removed || isSuperseded(message.reactions?.[change.from], change)) return message;
    const reaction = { emoji: change.text, id: change.id, order: change.order };
    return { ...message, reactions: { ...message.reactions, [change.from]: reaction }, touched: now };
}

/** The newest counts; the same change again may bring its position. */
function isSuperseded(known: { id: string; order: number } | undefined, change: Amendment): boolean {
    return known !== undefined && known.id !== change.id && known.order > change.order;
}
