import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle, IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/hooks';
import { go, hashOf } from '../app/route';
import { useSession } from '../app/session';
import { titleOf } from '../conversations/sorted';
import { Face } from '../people/Face';
import { usePresenceText, useWatch } from '../people/presence';
import { useTyping } from '../people/typing';
import type { Conversation } from '../store/conversation';
import styles from './Header.module.css';

export function Header({ conversation, onSearch }: { conversation: Conversation; onSearch: () => void }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const { id, peer, kind } = conversation;
    const title = titleOf(conversation, me, t('list.notes'));
    useWatch(useMemo(() => (peer === undefined || peer === me ? [] : [peer]), [peer, me]));
    return (
        <header className={styles.header}>
            <ActionIcon className={styles.back ?? ''} aria-label={t('back')} onClick={() => go({ page: 'home' })}>
                <IconArrowLeft size={22} className="mirrored" />
            </ActionIcon>
            <a className={styles.who} href={hashOf({ page: 'conversation', id, info: true })}>
                <Face name={title} group={kind === 'group'} size={42} />
                <span className={styles.names}>
                    <h1 dir="auto">{title}</h1>
                    <Status conversation={conversation} />
                </span>
            </a>
            <Tooltip label={t('search.here')}>
                <ActionIcon aria-label={t('search.here')} onClick={onSearch}>
                    <IconSearch size={21} />
                </ActionIcon>
            </Tooltip>
            <Tooltip label={t('info.title')}>
                <ActionIcon aria-label={t('info.title')} onClick={() => go({ page: 'conversation', id, info: true })}>
                    <IconInfoCircle size={21} />
                </ActionIcon>
            </Tooltip>
        </header>
    );
}

function Status({ conversation }: { conversation: Conversation }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const { presence } = useLive();
    const typing = useTyping(conversation.id, conversation.kind === 'group');
    const seen = usePresenceText(conversation.peer === undefined || conversation.peer === me ? undefined : presence[conversation.peer]);
    const left = conversation.kind === 'group' && conversation.role === undefined;
    const text = typing ?? seen ?? (left ? t('group.left') : undefined);
    if (text === undefined) return null;
    return (
        <span className={styles.status} data-typing={typing !== undefined || undefined} data-testid="status">
            {text}
        </span>
    );
}
