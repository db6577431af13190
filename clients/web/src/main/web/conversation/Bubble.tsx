import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { colourOf, isOnlyEmoji } from '../core/display';
import type { Message } from '../core/message';
import { tickOf, type Mark } from '../core/ticks';
import { fullTime, timeOfDay } from '../i18n/format';
import type { Conversation } from '../store/conversation';
import { BubbleActions } from './BubbleActions';
import { Quote } from './Quote';
import { Reactions } from './Reactions';
import { Refused } from './Refused';
import { Ticks } from './Ticks';
import { Words } from './Words';
import type { Asked } from './MessageDialogs';
import styles from './Bubble.module.css';

interface Props {
    message: Message;
    first: boolean;
    last: boolean;
    conversation: Conversation;
    mark: Mark | undefined;
    lit: boolean;
    me: string;
    onAsk: (what: Asked['what'], message: Message) => void;
    onJump: (message: string) => void;
}

export const Bubble = memo(function Bubble({ message, first, last, conversation, mark, lit, me, onAsk, onJump }: Props) {
    const { t } = useTranslation();
    const mine = message.from === me;
    const alone = !message.ref && !message.removed && isOnlyEmoji(message.text);
    return (
        <article className={styles.row} data-mine={mine || undefined} data-first={first || undefined} data-last={last || undefined} data-lit={lit || undefined} data-message={message.id} aria-label={t('message.of', { from: mine ? t('you') : message.from })}>
            <div className={styles.column}>
                <div className={styles.bubble} data-alone={alone || undefined}>
                    {message.missing !== undefined && <span className={styles.missing}>{t('conversation.missing', { count: message.missing })}</span>}
                    {first && !mine && conversation.kind === 'group' && (
                        <span className={styles.name} data-colour={colourOf(message.from, 8)} dir="auto">
                            {message.from}
                        </span>
                    )}
                    {message.forwarded && (
                        <span className={styles.forwarded}>
                            <IconArrowForwardUp size={15} aria-hidden /> {t('message.forwarded')}
                        </span>
                    )}
                    {message.ref && !message.removed && <Quote conversation={conversation.id} id={message.ref} onJump={onJump} />}
                    <Body message={message} />
                    <Meta message={message} mark={mark} mine={mine && conversation.peer !== me} />
                </div>
                {message.state === 'refused' && <Refused message={message} />}
                <Reactions message={message} />
            </div>
            {!message.removed && <BubbleActions message={message} conversation={conversation} mine={mine} onAsk={onAsk} />}
        </article>
    );
});

function Body({ message }: { message: Message }) {
    const { t } = useTranslation();
    if (message.removed) return <span className={styles.removed}>{t(`removed.${message.removed}`)}</span>;
    if (message.type !== 'text') return <span className={styles.removed}>{t(`type.${message.type}`)} {message.text}</span>;
    return <Words message={message} />;
}

function Meta({ message, mark, mine }: { message: Message; mark: Mark | undefined; mine: boolean }) {
    const { t, i18n } = useTranslation();
    return (
        <span className={styles.meta}>
            {message.edit && !message.removed && <span>{t('message.edited')}</span>}
            <time dateTime={new Date(message.at).toISOString()} title={fullTime(message.at, i18n.language)}>
                {timeOfDay(message.at, i18n.language)}
            </time>
            {mine && !message.removed && <Ticks tick={tickOf(message, mark)} />}
        </span>
    );
}
