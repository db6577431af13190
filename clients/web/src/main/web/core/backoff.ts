const FIRST = 500;
const LONGEST = 30_000;

/** How long to wait before the next try: it doubles, and nobody comes at the same moment as all others. */
export function pauseAfter(failures: number, random = Math.random()): number {
    const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10));
    return longest / 2 + (longest / 2) * random;
}
