import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive, useNow } from '../app/hooks';
import { useSession } from '../app/session';
import { shortTime, timeOfDay } from '../i18n/format';
import type { Presence } from '../sync/live';

/** Asks to be told about these people's presence from now on. */
export function useWatch(users: string[]) {
    const { bus } = useSession();
    const key = users.join(' ');
    const { connection } = useLive();
    useEffect(() => {
        if (key !== '' && connection === 'online') bus.say({ kind: 'watch', users: key.split(' ') });
    }, [bus, key, connection]);
}

/** "online", "away", "last seen at 10:32"; nothing where it is not shown. */
export function usePresenceText(presence: Presence | undefined): string | undefined {
    const { t, i18n } = useTranslation();
    const now = useNow(60_000);
    if (!presence) return undefined;
    if (presence.state !== 'offline') return t(`presence.${presence.state}`);
    if (presence.lastSeen === undefined) return undefined;
    const at = Date.parse(presence.lastSeen);
    if (Number.isNaN(at)) return undefined;
    const when = shortTime(at, now, i18n.language);
    const clock = timeOfDay(at, i18n.language);
    return t('presence.seen', { when: when === clock ? clock : `${when}, ${clock}` });
}
