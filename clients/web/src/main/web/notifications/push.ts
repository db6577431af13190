import type { Session } from '../app/session';

const HOUR = 60 * 60 * 1000;

/** Where the push service is not there, everything works but for notifications while no tab is open. */
export async function canPush(session: Session): Promise<boolean> {
    if (!('serviceWorker' in navigator) || !('PushManager' in window)) return false;
    return session.push.key().then(
        () => true,
        () => false,
    );
}

export async function subscribe(session: Session): Promise<void> {
    const key = await session.push.key();
    const worker = await navigator.serviceWorker.ready;
    const known = await worker.pushManager.getSubscription();
    const subscription = known ?? (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
    await session.push.register(session.device, subscription);
}

export async function isSubscribed(): Promise<boolean> {
    if (!('serviceWorker' in navigator) || !('PushManager' in window)) return false;
    const worker = await navigator.serviceWorker.getRegistration();
    return (await worker?.pushManager.getSubscription()) != null;
}

/** Also at logout: another one may use this browser next. */
export async function unsubscribe(session: Session): Promise<void> {
    if (!(await isSubscribed())) return;
    const worker = await navigator.serviceWorker.getRegistration();
    await (await worker?.pushManager.getSubscription())?.unsubscribe();
    await session.push.remove(session.device).catch(() => undefined);
}

/** The push service mutes the same conversations, for all devices, as far as it is there. */
export function tellPush(session: Session) {
    return {
        mute: async (conversation: string, time: number | undefined) => {
            const done = time === undefined
                ? session.push.unmute(conversation)
                : session.push.mute(conversation, time <= 8 * HOUR ? '8h' : time <= 7 * 24 * HOUR ? '1week' : 'always');
            await done.catch(() => undefined);
        },
    };
}
