import { Menu, Modal, Button, Group, Text, Stack, UnstyledButton } from '@mantine/core';
import { IconLogout, IconSearch, IconSettings, IconUsersPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { Face } from '../people/Face';

export function MainMenu({ onNewGroup }: { onNewGroup: () => void }) {
    const { t } = useTranslation();
    const session = useSession();
    const [waiting, setWaiting] = useState<number>();
    const logout = async () => {
        const unsent = await session.store.outbox.count();
        if (unsent > 0) setWaiting(unsent);
        else await session.logout();
    };
    return (
        <>
            <Menu position="bottom-start" width={230}>
                <Menu.Target>
                    <UnstyledButton aria-label={t('menu.title')}>
                        <Face name={session.me} size={40} />
                    </UnstyledButton>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Item leftSection={<IconUsersPlus size={18} />} onClick={onNewGroup}>
                        {t('group.new')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconSearch size={18} />} onClick={() => go({ page: 'search' })}>
                        {t('search.everywhere')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconSettings size={18} />} onClick={() => go({ page: 'settings' })}>
                        {t('settings.title')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => void logout()}>
                        {t('menu.logout')}
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
            <Modal opened={waiting !== undefined} onClose={() => setWaiting(undefined)} title={t('menu.logout')}>
                <Stack>
                    <Text>{t('menu.unsent', { count: waiting ?? 0 })}</Text>
                    <Group justify="flex-end">
                        <Button variant="default" onClick={() => setWaiting(undefined)} data-autofocus>
                            {t('cancel')}
                        </Button>
                        <Button color="red.8" onClick={() => void session.logout()}>
                            {t('menu.logoutAnyway')}
                        </Button>
                    </Group>
                </Stack>
            </Modal>
        </>
    );
}
