/**
 * What this device has not loaded of a conversation: open intervals between positions. What arrives by sync is
 * complete, so they only lie in the past.
 */
export interface Gap {
    after: number;
    before: number;
}

export const BEGINNING = 0;

/** A page of history covers everything from its first to its last position, and to the end it reached. */
export function without(gaps: Gap[], from: number, to: number): Gap[] {
    return gaps.flatMap(gap => {
        if (to <= gap.after || from >= gap.before) return [gap];
        const left = { after: gap.after, before: from };
        const right = { after: to, before: gap.before };
        return [left, right].filter(part => part.after < part.before);
    });
}

/** The gap between two messages that stand next to each other here. */
export function gapBetween(gaps: Gap[], older: number, newer: number): Gap | undefined {
    return gaps.find(gap => gap.after < newer && gap.before > older && gap.after >= older && gap.before <= newer);
}

/** The gap right before a message: what to load when somebody scrolls up from it. */
export function gapBefore(gaps: Gap[], order: number): Gap | undefined {
    return gaps.find(gap => gap.before === order);
}
