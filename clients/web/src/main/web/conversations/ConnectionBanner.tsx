import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/hooks';
import { useSession } from '../app/session';
import styles from './Banner.module.css';

/** A hiccup is over before anybody reads about it. */
const PATIENCE = 2_500;

/** Says that the servers cannot be reached, and what to do. */
export function ConnectionBanner() {
    const { t } = useTranslation();
    const session = useSession();
    const { connection, trouble } = useLive();
    const [shown, setShown] = useState(false);
    const online = connection === 'online';
    useEffect(() => {
        if (online) return setShown(false);
        const timer = setTimeout(() => setShown(true), PATIENCE);
        return () => clearTimeout(timer);
    }, [online]);
    if (trouble === 'login')
        return <Banner text={t('connection.login')} action={t('login.start')} onClick={() => void session.login.start()} />;
    if (trouble === 'elsewhere')
        return <Banner text={t('connection.elsewhere')} action={t('connection.here')} onClick={() => session.reconnect()} />;
    if (trouble === 'refused')
        return <Banner text={t('connection.refused')} action={t('connection.again')} onClick={() => window.location.reload()} />;
    if (online || !shown) return null;
    return (
        <div className={styles.banner} role="status">
            <Loader size={16} color="var(--warn-text)" />
            <span className={styles.text}>{t(navigator.onLine ? 'connection.connecting' : 'connection.offline')}</span>
        </div>
    );
}

function Banner({ text, action, onClick }: { text: string; action: string; onClick: () => void }) {
    return (
        <div className={styles.banner} role="alert">
            <span className={styles.text}>{text}</span>
            <Button size="compact-sm" radius="xl" onClick={onClick}>
                {action}
            </Button>
        </div>
    );
}
