/**
 * One tab of a browser talks to the servers for all of them. When it is closed, or crashes, the browser gives the
 * lock to the next.
 */
export function lead(user: string, begin: () => Promise<() => Promise<void>>): () => void {
    const giveUp = new AbortController();
    let release: () => void = () => undefined;
    const held = new Promise<void>(resolve => (release = resolve));
    void navigator.locks
        .request(`parley-${user}`, { signal: giveUp.signal }, async () => {
            const end = await begin();
            await held;
            await end();
        })
        .catch((reason: unknown) => {
            if (!giveUp.signal.aborted) throw reason;
        });
    return () => {
        giveUp.abort();
        release();
    };
}
