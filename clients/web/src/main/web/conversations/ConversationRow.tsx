import { IconAt, IconBellOff } from '@tabler/icons-react';
import { useLiveQuery } from 'dexie-react-hooks';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../app/route';
import { useSession } from '../app/session';
import { Ticks } from '../conversation/Ticks';
import { tickOf } from '../core/ticks';
import { shortTime } from '../i18n/format';
import { Face } from '../people/Face';
import { useTyping } from '../people/typing';
import { isMuted, type Conversation } from '../store/conversation';
import { usePreviewText } from './previewText';
import { titleOf } from './sorted';
import styles from './ConversationList.module.css';

interface Props {
    conversation: Conversation;
    selected: boolean;
    now: number;
    draft: string | undefined;
    online: boolean;
}

export const ConversationRow = memo(function ConversationRow({ conversation, selected, now, draft, online }: Props) {
    const { t, i18n } = useTranslation();
    const { me } = useSession();
    const { unread, last, kind, mentioned } = conversation;
    const muted = isMuted(conversation, now);
    const title = titleOf(conversation, me, t('list.notes'));
    return (
        <div role="listitem">
            <a
                className={`${styles.row} ${unread > 0 ? styles.unread : ''}`}
                href={hashOf({ page: 'conversation', id: conversation.id })}
                aria-current={selected ? 'page' : undefined}
                data-conversation={conversation.id}
            >
                <Face name={title} group={kind === 'group'} size={48} online={online} />
                <span className={styles.body}>
                    <span className={styles.line}>
                        <span className={styles.name} dir="auto">
                            {title}
                        </span>
                        {last && (
                            <time className={styles.time} dateTime={new Date(last.at).toISOString()}>
                                {shortTime(last.at, now, i18n.language)}
                            </time>
                        )}
                    </span>
                    <span className={styles.line}>
                        <Preview conversation={conversation} draft={draft} />
                        {muted && <IconBellOff size={16} className={styles.icon ?? ''} aria-label={t('mute.is')} />}
                        {mentioned && <IconAt size={16} className={styles.typing ?? ''} aria-label={t('list.mentioned')} />}
                        {unread > 0 && (
                            <span className={styles.badge} data-muted={muted || undefined} aria-label={t('list.unread', { count: unread })}>
                                {unread > 999 ? '999+' : unread}
                            </span>
                        )}
                    </span>
                </span>
            </a>
        </div>
    );
});

function Preview({ conversation, draft }: { conversation: Conversation; draft: string | undefined }) {
    const { t } = useTranslation();
    const typing = useTyping(conversation.id, conversation.kind === 'group');
    const text = usePreviewText(conversation);
    if (typing !== undefined) return <span className={`${styles.preview} ${styles.typing}`}>{typing}</span>;
    if (draft)
        return (
            <span className={styles.preview}>
                <span className={styles.draft}>{t('list.draft')}</span> <bdi>{draft}</bdi>
            </span>
        );
    return (
        <>
            <LastTick conversation={conversation} />
            <span className={styles.preview} dir="auto">
                {text}
            </span>
        </>
    );
}

/** How far my message came, if the newest one is mine. */
function LastTick({ conversation }: { conversation: Conversation }) {
    const { store, me } = useSession();
    const { last, peer } = conversation;
    const tick = useLiveQuery(async () => {
        if (last?.from !== me || peer === me) return undefined;
        const message = await store.messages.get([conversation.id, last.id]);
        if (!message || message.removed || message.type === 'system') return undefined;
        return tickOf(message, peer ? await store.marks.get([conversation.id, peer]) : undefined);
    }, [store, conversation.id, last?.id, last?.from, peer, me]);
    return tick ? <Ticks tick={tick} /> : null;
}
