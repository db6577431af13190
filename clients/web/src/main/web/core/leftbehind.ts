import type { Message } from './message';
import { isPlaced } from './order';

/**
 * What came live and never gets a position, because the archive does not show it to me: the news of a group from
 * right before I came in, for instance. Once something that came later has its place, it stands right before that.
 *
 * @param unplaced messages of others in one conversation
 * @param placed what has just got its place there
 * @return those that move, with their new order
 */
export function leftBehind(unplaced: Message[], placed: Message[]): Message[] {
    const later = placed
        .filter(one => one.arrived !== undefined && isPlaced(one.order))
        .toSorted((a, b) => a.arrived! - b.arrived!);
    return unplaced.flatMap(message => {
        const next = later.find(one => one.arrived! > (message.arrived ?? Infinity));
        return next ? [{ ...message, order: next.order - 0.5 }] : [];
    });
}
