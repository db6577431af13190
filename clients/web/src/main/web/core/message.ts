/** A message as it is kept and shown: edits, deletions and reactions are applied to it. */
export interface Message {
    conversation: string;
    id: string;
    from: string;
    type: MessageType;
    text: string;
    /** Milliseconds: when its sender says it was sent, or when it arrived. */
    at: number;
    /** Where it stands in its conversation, see order.ts. */
    order: number;
    /** When it came live, or was written here. */
    arrived?: number;
    /** The archive's number; absent until it is stored. */
    position?: number;
    ref?: string;
    mentions?: string[];
    device?: string;
    n?: number;
    forwarded?: boolean;
    expiresAt?: number;
    /** The change that made the text what it is. */
    edit?: Change;
    removed?: Removal;
    reactions?: Record<string, Reaction>;
    event?: SystemEvent;
    /** Deleted for me alone. */
    hidden?: boolean;
    /** Mine, and not stored yet: waiting to be, or refused. */
    state?: 'waiting' | 'refused';
    refusal?: string;
    /** In a group: to how many it was delivered, by how many it was read, of how many. */
    counts?: Counts;
    /** So many messages of the same device before this one never came. */
    missing?: number;
    /** When a change was last applied here, by this device's clock. */
    touched?: number;
}

export type MessageType = 'text' | 'attachment' | 'location' | 'contact' | 'call' | 'system';
export type Removal = 'deleted' | 'expired' | 'erased';

export interface Change {
    id: string;
    order: number;
}

export interface Reaction extends Change {
    /** Empty: taken back. */
    emoji: string;
}

export interface Counts {
    delivered: number;
    read: number;
    of: number;
}

export interface SystemEvent {
    event: string;
    by?: string;
    users?: string[];
    name?: string;
    role?: string;
    on?: boolean;
}

/** A message about another one: it changes that and is not shown itself. */
export interface Amendment {
    conversation: string;
    id: string;
    ref: string;
    type: 'edit' | 'delete' | 'reaction';
    from: string;
    text: string;
    order: number;
    at: number;
    device?: string;
    n?: number;
}

export const isCounted = (message: Message, me: string): boolean =>
    message.from !== me && message.type !== 'system' && !message.removed && !message.hidden;
