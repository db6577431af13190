/// <reference lib="webworker" />
// Opens the client without a network, and shows pushes while no tab is open. Messages are not kept here.
import { told, type Pushed } from './told';

const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL = 'parley-shell';

worker.addEventListener('install', event => {
    event.waitUntil(fill().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', event => {
    event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', event => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
    if (request.mode === 'navigate' && url.pathname === '/') event.respondWith(page(request));
    else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
    else if (/^\/(icon|manifest|scheme)[^/]*$/.test(url.pathname)) event.respondWith(fresh(request));
});

worker.addEventListener('push', event => {
    const pushed = event.data?.json() as Pushed | undefined;
    if (pushed) event.waitUntil(show(pushed));
});

worker.addEventListener('notificationclick', event => {
    event.notification.close();
    const { url = '#/' } = (event.notification.data ?? {}) as { url?: string };
    event.waitUntil(open(url));
});

/** The page and all that its first sight needs, so that the next visit may be without a network. */
async function fill() {
    const shell = await caches.open(SHELL);
    await shell.put('/', await fetch('/', { cache: 'reload' }));
    const files = (await (await fetch('/files.txt', { cache: 'reload' })).text()).split('\n');
    // Of what the console alone needs nothing is kept: few people open it, and never without a network.
    const assets = files.filter(file => /^assets\/(?!console\/).*\.(js|css)$/.test(file)).map(file => `/${file}`);
    const known = new Set((await shell.keys()).map(request => new URL(request.url).pathname));
    await shell.addAll(assets.filter(path => !known.has(path)));
    await shell.addAll(['/scheme.js', '/icon.svg', '/manifest.webmanifest']);
    const wanted = new Set(assets);
    for (const path of known) if (path.startsWith('/assets/') && !wanted.has(path)) await shell.delete(path);
}

/** The newest page where there is a network; coming back from the login page always needs one. */
async function page(request: Request): Promise<Response> {
    try {
        const answer = await fetch(request);
        if (answer.ok && new URL(request.url).search === '') {
            const shell = await caches.open(SHELL);
            await shell.put('/', answer.clone());
        }
        return answer;
    } catch (reason) {
        const kept = await caches.match('/');
        if (!kept) throw reason;
        return kept;
    }
}

/** Their names have their hashes: what is kept is right. */
async function asset(request: Request): Promise<Response> {
    const kept = await caches.match(request);
    if (kept) return kept;
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
    return answer;
}

async function fresh(request: Request): Promise<Response> {
    try {
        return await fetch(request);
    } catch (reason) {
        const kept = await caches.match(request);
        if (!kept) throw reason;
        return kept;
    }
}

/** An open tab says it itself. */
async function show(pushed: Pushed) {
    if (pushed.kind === 'clear') {
        for (const one of await worker.registration.getNotifications({ tag: pushed.conversation })) one.close();
        return;
    }
    const windows = (await worker.clients.matchAll({ type: 'window' })).filter(isChat);
    if (pushed.kind === 'message' && windows.some(one => one.visibilityState === 'visible' && one.focused)) return;
    const { title, body } = told(pushed, worker.navigator.language);
    await worker.registration.showNotification(title, {
        body,
        tag: pushed.conversation,
        icon: '/icon-192.png',
        badge: '/icon-192.png',
        data: { url: pushed.kind === 'test' ? '#/settings' : `#/c/${encodeURIComponent(pushed.conversation)}` },
    });
    if (typeof pushed.badge === 'number' && 'setAppBadge' in worker.navigator) await worker.navigator.setAppBadge(pushed.badge);
}

/** The operators' console says nothing of messages. */
const isChat = (client: Client): boolean => new URL(client.url).pathname === '/';

async function open(url: string) {
    const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const known = windows.find(isChat);
    if (!known) {
        await worker.clients.openWindow(`/${url}`);
        return;
    }
    await known.focus();
    known.postMessage({ kind: 'open', url });
}
