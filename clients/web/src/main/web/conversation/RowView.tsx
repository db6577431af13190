import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../core/gaps';
import type { Message } from '../core/message';
import type { Mark } from '../core/ticks';
import type { Row } from '../core/timeline';
import { day } from '../i18n/format';
import type { Conversation } from '../store/conversation';
import { Bubble } from './Bubble';
import { EventText } from './EventText';
import { GapRow } from './GapRow';
import type { Asked } from './MessageDialogs';
import styles from './Timeline.module.css';

interface Props {
    row: Row;
    conversation: Conversation;
    mark: Mark | undefined;
    lit: boolean;
    me: string;
    onAsk: (what: Asked['what'], message: Message) => void;
    onJump: (message: string) => void;
    onFill: (gap: Gap) => Promise<void>;
}

export const RowView = memo(function RowView({ row, conversation, mark, lit, me, onAsk, onJump, onFill }: Props) {
    const { t, i18n } = useTranslation();
    switch (row.kind) {
        case 'day':
            return <span className={`${styles.chip} ${styles.day}`}>{day(row.at, Date.now(), i18n.language)}</span>;
        case 'unread':
            return <span className={`${styles.chip} ${styles.unread}`}>{t('conversation.unread')}</span>;
        case 'gap':
            return <GapRow gap={row.gap} onFill={onFill} />;
        case 'event':
            return (
                <span className={styles.chip}>
                    <EventText message={row.message} me={me} />
                </span>
            );
        case 'message':
            return (
                <Bubble
                    message={row.message}
                    first={row.first}
                    last={row.last}
                    conversation={conversation}
                    mark={mark}
                    lit={lit}
                    me={me}
                    onAsk={onAsk}
                    onJump={onJump}
                />
            );
    }
});
