/** The service worker: the client opens without a network, and pushes are shown while no tab is open. */
export function startWorker() {
    if (!('serviceWorker' in navigator)) return;
    navigator.serviceWorker.register('/service-worker.js', { type: 'module' }).catch((reason: unknown) => console.warn('service worker', reason));
    navigator.serviceWorker.addEventListener('message', event => {
        const { kind, url } = (event.data ?? {}) as { kind?: string; url?: string };
        if (kind === 'open' && url?.startsWith('#/')) window.location.hash = url;
    });
}
