import { useSyncExternalStore } from 'react';

/** The pages of the console, in the order of its menu. */
export const PAGES = ['health', 'people', 'messages', 'audit', 'groups', 'push', 'rejected'] as const;
export type PageName = (typeof PAGES)[number];

export interface Place {
    page: PageName;
    /** What is open on it. */
    one?: string;
}

export function parsePlace(hash: string): Place {
    const [name, one] = hash.replace(/^#\/?/, '').split('/');
    const page = PAGES.find(known => known === name) ?? 'health';
    return one ? { page, one: decode(one) } : { page };
}

function decode(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

export const hashOf = ({ page, one }: Place): string => (one === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(one)}`);

const subscribe = (listener: () => void) => {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
};

export function usePlace(): Place {
    return parsePlace(useSyncExternalStore(subscribe, () => window.location.hash));
}
