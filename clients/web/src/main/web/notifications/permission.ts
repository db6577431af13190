import type { Session } from '../app/session';
import { canPush, subscribe } from './push';

/** Asks the browser, and where it says yes, has this browser told also while no tab is open. */
export async function allowNotifications(session: Session): Promise<boolean> {
    if ((await Notification.requestPermission()) !== 'granted') return false;
    if (await canPush(session)) await subscribe(session).catch((reason: unknown) => console.warn('push', reason));
    return true;
}
