import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { allowNotifications } from '../notifications/permission';
import { canPush, isSubscribed, subscribe, unsubscribe } from '../notifications/push';

export function NotificationSettings() {
    const { t } = useTranslation();
    const session = useSession();
    const [permission, setPermission] = useState('Notification' in window ? Notification.permission : 'unsupported');
    const [push, setPush] = useState<'hidden' | 'off' | 'on' | 'failed'>('hidden');
    useEffect(() => {
        void (async () => {
            if (await canPush(session)) setPush((await isSubscribed()) ? 'on' : 'off');
        })();
    }, [session, permission]);
    const allow = async () => {
        await allowNotifications(session);
        setPermission(Notification.permission);
    };
    const change = async () => {
        try {
            await (push === 'on' ? unsubscribe(session) : subscribe(session));
            setPush(push === 'on' ? 'off' : 'on');
        } catch {
            setPush('failed');
        }
    };
    if (permission === 'unsupported') return <Text size="sm">{t('notify.unsupported')}</Text>;
    if (permission === 'denied') return <Text size="sm">{t('notify.denied')}</Text>;
    if (permission === 'default')
        return (
            <Button variant="default" onClick={() => void allow()}>
                {t('notify.yes')}
            </Button>
        );
    return (
        <>
            <Text size="sm">{t('notify.on')}</Text>
            {push !== 'hidden' && (
                <Button variant="default" onClick={() => void change()}>
                    {t(push === 'on' ? 'notify.pushOff' : 'notify.pushOn')}
                </Button>
            )}
            {push === 'failed' && (
                <Text role="alert" size="sm" c="var(--danger)">
                    {t('notify.pushFailed')}
                </Text>
            )}
        </>
    );
}
