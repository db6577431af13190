import type { Message } from './message';

/** How far a message of mine has come. */
export type Tick = 'waiting' | 'refused' | 'stored' | 'delivered' | 'read';

/** How far the other one in a direct conversation has come. */
export interface Mark {
    delivered?: number;
    read?: number;
}

export function tickOf(message: Message, peer: Mark | undefined): Tick {
    if (message.state === 'refused') return 'refused';
    if (message.position === undefined) return 'waiting';
    const { counts } = message;
    if (counts && counts.of > 0) {
        if (counts.read >= counts.of) return 'read';
        if (counts.delivered >= counts.of) return 'delivered';
        return 'stored';
    }
    if (peer?.read !== undefined && peer.read >= message.order) return 'read';
    if (peer?.delivered !== undefined && peer.delivered >= message.order) return 'delivered';
    return 'stored';
}
