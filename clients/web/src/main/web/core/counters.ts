/** What is known of the numbers that one device puts on its messages in one conversation. */
export interface Stream {
    highest: number;
    missing: Missing[];
}

/** Numbers that did not come, both ends included; the message after them came at that time. */
export interface Missing {
    first: number;
    last: number;
    since: number;
    before: string;
}

/** Takes the next message; the first one that is seen is where watching starts. */
export function count(stream: Stream | undefined, n: number, id: string, now: number): Stream {
    if (!stream) return { highest: n, missing: [] };
    if (n <= stream.highest) return { ...stream, missing: stream.missing.flatMap(gap => split(gap, n)) };
    const skipped = { first: stream.highest + 1, last: n - 1, since: now, before: id };
    return { highest: n, missing: n === stream.highest + 1 ? stream.missing : [...stream.missing, skipped] };
}

function split(gap: Missing, n: number): Missing[] {
    if (n < gap.first || n > gap.last) return [gap];
    return [
        { ...gap, last: n - 1 },
        { ...gap, first: n + 1 },
    ].filter(part => part.first <= part.last);
}

/** Gaps that stayed open although the archive was asked since: to be shown once, and watched no more. */
export function overdue(stream: Stream, before: number): { stream: Stream; late: Missing[] } {
    const late = stream.missing.filter(gap => gap.since <= before);
    return { late, stream: { ...stream, missing: stream.missing.filter(gap => gap.since > before) } };
}
