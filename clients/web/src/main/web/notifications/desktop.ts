import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRoute, hashOf } from '../app/route';
import { useSession } from '../app/session';
import { oneLine } from '../core/display';
import type { Message } from '../core/message';
import { conversationOf } from '../store/ingest';
import { isMuted } from '../store/conversation';
import { titleOf } from '../conversations/sorted';

/** Shows what came while nobody looks at the conversation: one notification for each, replaced by the newest. */
export function useDesktopNotifications() {
    const session = useSession();
    const { t } = useTranslation();
    useEffect(
        () =>
            session.onNews(messages => {
                if (!('Notification' in window) || Notification.permission !== 'granted') return;
                const newest = new Map(messages.map(message => [message.conversation, message]));
                for (const message of newest.values()) void show(session, message, key => t(key));
            }),
        [session, t],
    );
}

async function show(session: ReturnType<typeof useSession>, message: Message, t: (key: string) => string) {
    const conversation = await conversationOf(session.store, message.conversation);
    const mentioned = message.mentions?.includes(session.me) === true;
    if ((isMuted(conversation, Date.now()) && !mentioned) || (await isLookedAt(session, message.conversation))) return;
    const title = titleOf(conversation, session.me, t('list.notes'));
    const text = message.type === 'text' ? oneLine(message.text) : t(`type.${message.type}`);
    const body = conversation.kind === 'group' ? `${message.from}: ${text}` : text;
    const worker = await navigator.serviceWorker?.getRegistration();
    const options = { body, tag: message.conversation, icon: '/icon-192.png', data: { url: hashOf({ page: 'conversation', id: message.conversation }) } };
    if (worker) await worker.showNotification(title, options);
    else new Notification(title, options);
}

/** Another tab may show it: the store knows by then that it is read. */
async function isLookedAt(session: ReturnType<typeof useSession>, id: string): Promise<boolean> {
    const route = parseRoute(window.location.hash);
    if (document.visibilityState === 'visible' && document.hasFocus() && route.page === 'conversation' && route.id === id) return true;
    await new Promise(resolve => setTimeout(resolve, 400));
    return (await conversationOf(session.store, id)).unread === 0;
}
