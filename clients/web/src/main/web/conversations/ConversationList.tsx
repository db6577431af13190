import { Button, Text } from '@mantine/core';
import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { VList } from 'virtua';
import { useLive, useNow } from '../app/hooks';
import { useRoute } from '../app/route';
import { useSession } from '../app/session';
import { useWatch } from '../people/presence';
import { ConversationRow } from './ConversationRow';
import { SearchHint } from '../search/SearchHint';
import { sortedConversations, titleOf } from './sorted';
import styles from './ConversationList.module.css';

/** Presence is asked for so many of the newest conversations. */
const WATCHED = 60;

export function ConversationList({ filter, onNew }: { filter: string; onNew: () => void }) {
    const { t } = useTranslation();
    const { store, me } = useSession();
    const route = useRoute();
    const { presence, catchingUp } = useLive();
    const now = useNow(60_000);
    const all = useLiveQuery(() => sortedConversations(store), [store]);
    const drafts = useLiveQuery(async () => new Map((await store.drafts.toArray()).map(draft => [draft.conversation, draft.text])), [store]);
    useWatch(useMemo(() => (all ?? []).slice(0, WATCHED).flatMap(one => (one.peer ? [one.peer] : [])), [all]));
    if (!all) return <div className={styles.list} />;
    const shown = filter === '' ? all : all.filter(one => titleOf(one, me, t('list.notes')).toLowerCase().includes(filter));
    const selected = route.page === 'conversation' ? route.id : undefined;
    if (all.length === 0 && !catchingUp)
        return (
            <div className={styles.empty}>
                <Text c="dimmed">{t('list.empty')}</Text>
                <Button variant="light" color="pine" radius="xl" onClick={onNew} styles={{ label: { color: 'var(--text)' } }}>
                    {t('list.new')}
                </Button>
            </div>
        );
    return (
        <nav className={styles.list} aria-label={t('list.title')}>
            {shown.length === 0 && filter !== '' && <Text className={styles.none ?? ''}>{t('list.none')}</Text>}
            <VList className={styles.rows ?? ''} role="list">
                {shown.map(one => (
                    <ConversationRow
                        key={one.id}
                        conversation={one}
                        selected={one.id === selected}
                        now={now}
                        draft={one.id === selected ? undefined : drafts?.get(one.id)}
                        online={one.peer !== undefined && presence[one.peer]?.state === 'online'}
                    />
                ))}
            </VList>
            {filter !== '' && <SearchHint words={filter} />}
        </nav>
    );
}
