/** One thing to publish until the archive has it. */
export interface Entry {
    id: string;
    conversation: string;
    topic: string;
    payload: string;
    /** In the order in which they were written. */
    seq: number;
    tries: number;
    /** When it may be published (again). */
    due: number;
    refusal?: string;
}

export const REPEAT = 10_000;

/** What the broker said to a publish, or that it said nothing. */
export type Outcome = { kind: 'taken' } | { kind: 'silent' } | { kind: 'refused'; code: number; reason: string };

const TOO_MANY = 0x97;

/** The next state: repeat after a while, or stop because repeating changes nothing. */
export function after(entry: Entry, outcome: Outcome, now: number): Entry {
    const tries = entry.tries + 1;
    switch (outcome.kind) {
        case 'taken':
            return { ...entry, tries, due: now + REPEAT };
        case 'silent':
            return { ...entry, tries, due: now };
        case 'refused':
            if (outcome.code === TOO_MANY) return { ...entry, tries, due: now + 2_000 };
            return { ...entry, tries, due: Infinity, refusal: outcome.reason };
    }
}

/** What to publish now, oldest first; of one conversation nothing overtakes what has never been tried. */
export function dueNow(entries: Entry[], now: number): Entry[] {
    return entries.filter(entry => !entry.refusal && entry.due <= now).toSorted((a, b) => a.seq - b.seq);
}

/** When to look again. */
export function nextDue(entries: Entry[]): number {
    return Math.min(Infinity, ...entries.filter(entry => !entry.refusal).map(entry => entry.due));
}
