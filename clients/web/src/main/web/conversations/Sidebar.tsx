import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconMessagePlus, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { ConnectionBanner } from './ConnectionBanner';
import { NotificationBanner } from '../notifications/NotificationBanner';
import { ConversationList } from './ConversationList';
import { MainMenu } from './MainMenu';
import styles from './Sidebar.module.css';

const NewChat = lazy(() => import('./NewChat'));
const NewGroup = lazy(() => import('../groups/NewGroup'));

/** The list of conversations, and what starts new ones. */
export function Sidebar() {
    const { t } = useTranslation();
    const { me } = useSession();
    const [filter, setFilter] = useState('');
    const [open, setOpen] = useState<'chat' | 'group'>();
    const close = () => setOpen(undefined);
    return (
        <aside className={styles.sidebar} aria-label={t('list.title')}>
            <header className={styles.header}>
                <MainMenu onNewGroup={() => setOpen('group')} />
                <span className={styles.me} dir="auto">
                    {me}
                </span>
                <Tooltip label={t('list.new')}>
                    <ActionIcon aria-label={t('list.new')} onClick={() => setOpen('chat')}>
                        <IconMessagePlus size={22} />
                    </ActionIcon>
                </Tooltip>
            </header>
            <ConnectionBanner />
            <NotificationBanner />
            <div className={styles.search}>
                <TextInput
                    type="search"
                    radius="xl"
                    leftSection={<IconSearch size={18} />}
                    placeholder={t('list.find')}
                    aria-label={t('list.find')}
                    value={filter}
                    onChange={event => setFilter(event.currentTarget.value)}
                />
            </div>
            <ConversationList filter={filter.trim().toLowerCase()} onNew={() => setOpen('chat')} />
            <Suspense>
                {open === 'chat' && <NewChat onClose={close} onGroup={() => setOpen('group')} />}
                {open === 'group' && <NewGroup onClose={close} />}
            </Suspense>
        </aside>
    );
}
