import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../app/session';

/**
 * Logs out, and asks before where messages are still unsent.
 *
 * @param onLeave told just before this tab leaves
 */
export function useLogout(sessionOf: () => Session | Promise<Session>, onLeave: () => void = () => undefined) {
    const { t } = useTranslation();
    const [waiting, setWaiting] = useState<{ session: Session; unsent: number }>();
    const leave = async (session: Session) => {
        onLeave();
        await session.logout();
    };
    const logout = async () => {
        const session = await sessionOf();
        const unsent = await session.store.outbox.count();
        if (unsent > 0) setWaiting({ session, unsent });
        else await leave(session);
    };
    const dialog = (
        <Modal opened={waiting !== undefined} onClose={() => setWaiting(undefined)} title={t('menu.logout')}>
            <Stack>
                <Text>{t('menu.unsent', { count: waiting?.unsent ?? 0 })}</Text>
                <Group justify="flex-end">
                    <Button variant="default" onClick={() => setWaiting(undefined)} data-autofocus>
                        {t('cancel')}
                    </Button>
                    <Button color="red.8" onClick={() => waiting && void leave(waiting.session)}>
                        {t('menu.logoutAnyway')}
                    </Button>
                </Group>
            </Stack>
        </Modal>
    );
    return { logout, dialog };
}
