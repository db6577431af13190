import { useSyncExternalStore } from 'react';

/** Where somebody is, in the address's hash: what it names can be opened again, and Back works. */
export type Route =
    | { page: 'home' }
    | { page: 'conversation'; id: string; message?: string; info?: boolean }
    | { page: 'search' }
    | { page: 'settings' }
    | { page: 'join'; token: string };

export function parseRoute(hash: string): Route {
    const [page, one, two, three] = hash.replace(/^#\/?/, '').split('/').map(decode);
    if (page === 'c' && one) {
        if (two === 'info') return { page: 'conversation', id: one, info: true };
        return two === 'm' && three ? { page: 'conversation', id: one, message: three } : { page: 'conversation', id: one };
    }
    if (page === 'search') return { page: 'search' };
    if (page === 'settings') return { page: 'settings' };
    if (page === 'join' && one) return { page: 'join', token: one };
    return { page: 'home' };
}

function decode(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

export function hashOf(route: Route): string {
    switch (route.page) {
        case 'home':
            return '#/';
        case 'conversation': {
            const base = `#/c/${encodeURIComponent(route.id)}`;
            if (route.info) return `${base}/info`;
            return route.message ? `${base}/m/${encodeURIComponent(route.message)}` : base;
        }
        case 'search':
        case 'settings':
            return `#/${route.page}`;
        case 'join':
            return `#/join/${encodeURIComponent(route.token)}`;
    }
}

export function go(route: Route, replace = false) {
    if (replace) {
        window.history.replaceState({}, '', hashOf(route));
        window.dispatchEvent(new HashChangeEvent('hashchange'));
    } else {
        window.location.hash = hashOf(route);
    }
}

const subscribe = (listener: () => void) => {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
};

export function useRoute(): Route {
    return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}
