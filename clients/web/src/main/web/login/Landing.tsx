import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Login } from './login';
import { Logo } from '../app/Logo';
import styles from './Landing.module.css';

/** Before the login; without a login, that the server cannot be reached. */
export function Landing({ login }: { login?: Login }) {
    const { t } = useTranslation();
    const [failed, setFailed] = useState(false);
    const start = () => {
        if (!login) return window.location.reload();
        setFailed(false);
        login.start().catch(() => setFailed(true));
    };
    return (
        <main className={styles.page}>
            <Stack align="center" gap="lg" className={styles.card ?? ''}>
                <Logo size={72} />
                <Title order={1}>Parley</Title>
                <Text ta="center">{t(login ? 'login.welcome' : 'login.unreachable')}</Text>
                {failed && (
                    <Text role="alert" c="var(--danger)" ta="center">
                        {t('login.failed')}
                    </Text>
                )}
                <Button size="md" radius="xl" onClick={start} autoFocus>
                    {t(login ? 'login.start' : 'login.retry')}
                </Button>
            </Stack>
        </main>
    );
}
