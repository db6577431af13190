/** A conversation as the list shows it. */
export interface Conversation {
    id: string;
    kind: 'direct' | 'group';
    /** The other one; absent in groups. */
    peer?: string;
    /** A group's. */
    name?: string;
    /** Mine in a group; absent once I am no longer in it. */
    role?: string;
    announcementOnly?: boolean;
    /** Where its newest message stands, and what the list says of it. */
    lastOrder: number;
    last?: Preview;
    unread: number;
    /** Whether an unread message mentions me. */
    mentioned?: boolean;
    /** How far I have read, and how far others were told. */
    readOrder: number;
    toldRead: number;
    toldDelivered: number;
    mutedUntil?: number;
    /** Deleted for me: what is not newer is not shown. */
    clearedOrder?: number;
}

export interface Preview {
    id: string;
    from: string;
    at: number;
    text: string;
    type: string;
    event?: string;
}

export const emptyConversation = (id: string, peer: string | undefined): Conversation => ({
    id,
    kind: peer === undefined ? 'group' : 'direct',
    ...(peer !== undefined && { peer }),
    lastOrder: 0,
    unread: 0,
    readOrder: 0,
    toldRead: 0,
    toldDelivered: 0,
});

export const isMuted = (conversation: Conversation, now: number): boolean =>
    conversation.mutedUntil !== undefined && conversation.mutedUntil > now;
