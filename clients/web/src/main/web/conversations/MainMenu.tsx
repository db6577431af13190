import { Menu, UnstyledButton } from '@mantine/core';
import { IconGauge, IconLogout, IconSearch, IconSettings, IconUsersPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { useLogout } from '../login/useLogout';
import { Face } from '../people/Face';

export function MainMenu({ onNewGroup }: { onNewGroup: () => void }) {
    const { t } = useTranslation();
    const session = useSession();
    const { logout, dialog } = useLogout(() => session);
    const [operator, setOperator] = useState(false);
    useEffect(() => {
        void session.login.roles().then(roles => setOperator(roles.includes('operator')));
    }, [session]);
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
                    {operator && (
                        <Menu.Item component="a" href="/console" leftSection={<IconGauge size={18} />}>
                            {t('menu.console')}
                        </Menu.Item>
                    )}
                    <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => void logout()}>
                        {t('menu.logout')}
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
            {dialog}
        </>
    );
}
