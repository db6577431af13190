/** What only the moment knows, the same in all tabs: the leader says it, the others hear it. */
export interface Live {
    connection: Connection;
    /** Why, in words, where somebody can do something. */
    trouble?: Trouble;
    /** Who types where: until when it is shown. */
    typing: Record<string, Record<string, number>>;
    presence: Record<string, Presence>;
    catchingUp: boolean;
}

export type Connection = 'offline' | 'connecting' | 'online';
export type Trouble = 'login' | 'elsewhere' | 'refused';

export interface Presence {
    state: 'online' | 'away' | 'offline';
    lastSeen?: string;
}

export const NOTHING: Live = { connection: 'connecting', typing: {}, presence: {}, catchingUp: false };

/** A value with listeners, for useSyncExternalStore. */
export class Observable<T> {
    private readonly listeners = new Set<() => void>();

    constructor(private current: T) {}

    get = (): T => this.current;

    set(value: T) {
        this.current = value;
        for (const listener of this.listeners) listener();
    }

    update(change: (value: T) => T) {
        this.set(change(this.current));
    }

    subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    };
}
