import { ActionIcon, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconActivityHeartbeat, IconBellRinging, IconCheck, IconClipboardList, IconLogout, IconMailX, IconMenu2, IconMessage, IconMessageSearch, IconUsers, IconUsersGroup, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../app/Logo';
import { choose, LANGUAGES, type Language } from '../../i18n/i18n';
import { Face } from '../../people/Face';
import { useOperator } from '../operator';
import { hashOf, PAGES, usePlace, type PageName, type Place } from '../route';
import { useLeave } from './useLeave';
import styles from './Console.module.css';

const HealthPage = lazy(() => import('../health/HealthPage'));
const PeoplePage = lazy(() => import('../people/PeoplePage'));
const MessagesPage = lazy(() => import('../messages/MessagesPage'));
const AuditPage = lazy(() => import('../audit/AuditPage'));
const GroupsPage = lazy(() => import('../groups/GroupsPage'));
const PushPage = lazy(() => import('../push/PushPage'));
const RejectedPage = lazy(() => import('../rejected/RejectedPage'));

const ICONS: Record<PageName, typeof IconUsers> = {
    health: IconActivityHeartbeat,
    people: IconUsers,
    messages: IconMessageSearch,
    audit: IconClipboardList,
    groups: IconUsersGroup,
    push: IconBellRinging,
    rejected: IconMailX,
};

/** The menu beside the page that is open; on a narrow screen above it, folded. */
export function Frame() {
    const { t } = useTranslation();
    const place = usePlace();
    const [unfolded, setUnfolded] = useState(false);
    return (
        <div className={styles.frame}>
            <aside className={styles.side}>
                <header className={styles.top}>
                    <Logo size={32} />
                    <span className={styles.brand}>{t('console.title')}</span>
                    <Account />
                    <ActionIcon className={styles.fold ?? ''} aria-label={t('console.pages')} aria-expanded={unfolded} aria-controls="pages" onClick={() => setUnfolded(!unfolded)}>
                        {unfolded ? <IconX size={22} /> : <IconMenu2 size={22} />}
                    </ActionIcon>
                </header>
                <nav id="pages" className={styles.pages} aria-label={t('console.pages')} data-unfolded={unfolded || undefined}>
                    {PAGES.map(page => (
                        <Entry key={page} page={page} open={page === place.page} onOpen={() => setUnfolded(false)} />
                    ))}
                    <a href="/" className={styles.entry}>
                        <IconMessage size={20} aria-hidden />
                        {t('console.toChat')}
                    </a>
                </nav>
            </aside>
            <main className={styles.main}>
                <Suspense>
                    <Open place={place} />
                </Suspense>
            </main>
        </div>
    );
}

function Entry({ page, open, onOpen }: { page: PageName; open: boolean; onOpen: () => void }) {
    const { t } = useTranslation();
    const Icon = ICONS[page];
    return (
        <a href={hashOf({ page })} className={styles.entry} aria-current={open ? 'page' : undefined} onClick={onOpen}>
            <Icon size={20} aria-hidden />
            {t(`console.${page}.title`)}
        </a>
    );
}

function Open({ place }: { place: Place }) {
    switch (place.page) {
        case 'health':
            return <HealthPage />;
        case 'people':
            return <PeoplePage />;
        case 'messages':
            return <MessagesPage />;
        case 'audit':
            return <AuditPage />;
        case 'groups':
            return <GroupsPage one={place.one} />;
        case 'push':
            return <PushPage />;
        case 'rejected':
            return <RejectedPage />;
    }
}

const SCHEMES = ['auto', 'light', 'dark'] as const;

function Chosen({ is }: { is: boolean }) {
    const { t } = useTranslation();
    return is ? <IconCheck size={16} aria-label={t('console.chosen')} /> : <span className={styles.unchosen} />;
}

function Account() {
    const { t, i18n } = useTranslation();
    const operator = useOperator();
    const { colorScheme, setColorScheme } = useMantineColorScheme();
    const { logout, dialog } = useLeave(operator);
    return (
        <>
            <Menu position="bottom-end" width={250}>
                <Menu.Target>
                    <UnstyledButton aria-label={t('menu.title')}>
                        <Face name={operator.me} size={34} />
                    </UnstyledButton>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Label>{operator.me}</Menu.Label>
                    {SCHEMES.map(scheme => (
                        <Menu.Item key={scheme} leftSection={<Chosen is={scheme === colorScheme} />} onClick={() => setColorScheme(scheme)}>
                            {t(`settings.scheme.${scheme}`)}
                        </Menu.Item>
                    ))}
                    <Menu.Divider />
                    {Object.entries(LANGUAGES).map(([language, name]) => (
                        <Menu.Item key={language} lang={language} leftSection={<Chosen is={i18n.language === language} />} onClick={() => void choose(language as Language)}>
                            {name}
                        </Menu.Item>
                    ))}
                    <Menu.Divider />
                    <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => void logout()}>
                        {t('menu.logout')}
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
            {dialog}
        </>
    );
}
