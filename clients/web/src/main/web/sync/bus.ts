import type { Live } from './live';

/** What tabs of one user say to one another. */
export type Word =
    | { kind: 'live'; live: Live }
    | { kind: 'hello' }
    | { kind: 'typing'; conversation: string; on: boolean }
    | { kind: 'watch'; users: string[] }
    | { kind: 'active'; at: number }
    | { kind: 'logout' };

export class Bus {
    private readonly channel: BroadcastChannel;
    private readonly listeners = new Set<(word: Word) => void>();

    constructor(user: string) {
        this.channel = new BroadcastChannel(`parley-${user}`);
        this.channel.onmessage = event => this.hear(event.data as Word);
    }

    /** To all tabs, this one too. */
    say(word: Word) {
        this.channel.postMessage(word);
        this.hear(word);
    }

    private hear(word: Word) {
        for (const listener of this.listeners) listener(word);
    }

    listen(listener: (word: Word) => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    close() {
        this.channel.close();
        this.listeners.clear();
    }
}
