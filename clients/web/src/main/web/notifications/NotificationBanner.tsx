import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { allowNotifications } from './permission';
import styles from '../conversations/Banner.module.css';

const DECLINED = 'notifications-declined';

/** Asks once there is something to be told about, never at the first sight; "not now" is remembered. */
export function NotificationBanner() {
    const { t } = useTranslation();
    const session = useSession();
    const { store, me } = session;
    const [asked, setAsked] = useState(false);
    const wanted = useLiveQuery(async () => {
        if (!('Notification' in window) || Notification.permission !== 'default') return false;
        if ((await store.fact(DECLINED)) === true) return false;
        return (await store.conversations.filter(one => one.last !== undefined && one.last.from !== me).count()) > 0;
    }, [store, me]);
    if (!wanted || asked) return null;
    return (
        <div className={`${styles.banner} ${styles.calm}`} role="region" aria-label={t('notify.title')}>
            <span className={styles.text}>{t('notify.ask')}</span>
            <Button
                size="compact-sm"
                radius="xl"
                onClick={() => {
                    setAsked(true);
                    void allowNotifications(session);
                }}
            >
                {t('notify.yes')}
            </Button>
            <ActionIcon size={30} aria-label={t('notify.no')} onClick={() => void store.remember(DECLINED, true)}>
                <IconX size={17} />
            </ActionIcon>
        </div>
    );
}
