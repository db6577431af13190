import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../app/Logo';
import { failureText } from '../../app/failure';
import { ROLE, type Operator } from '../operator';
import { useLeave } from './useLeave';
import styles from './Console.module.css';

/** Logged in, but no operator: what that means, and the ways from here. */
export function NotAllowed({ operator, onAllowed }: { operator: Operator; onAllowed: () => void }) {
    const { t } = useTranslation();
    const { logout, dialog } = useLeave(operator);
    const [said, setSaid] = useState<string>();
    const look = async () => {
        try {
            await operator.login.lookAgain();
            if ((await operator.login.roles()).includes(ROLE)) onAllowed();
            else setSaid(t('console.refused.still'));
        } catch (reason) {
            setSaid(failureText(reason, t));
        }
    };
    return (
        <main className={styles.refused}>
            <Stack align="center" gap="md" className={styles.card ?? ''}>
                <Logo size={56} />
                <Title order={1} fz="h3" ta="center">
                    {t('console.refused.title')}
                </Title>
                <Text ta="center">{t('console.refused.why', { user: operator.me })}</Text>
                <Text ta="center">{t('console.refused.what')}</Text>
                {said !== undefined && (
                    <Text role="alert" ta="center" c="var(--danger)">
                        {said}
                    </Text>
                )}
                <Group justify="center">
                    <Button component="a" href="/" radius="xl">
                        {t('console.toChat')}
                    </Button>
                    <Button variant="default" radius="xl" onClick={() => void look()}>
                        {t('console.refused.again')}
                    </Button>
                </Group>
                <Anchor component="button" type="button" onClick={() => void logout()}>
                    {t('menu.logout')}
                </Anchor>
            </Stack>
            {dialog}
        </main>
    );
}
