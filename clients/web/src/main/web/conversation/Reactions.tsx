import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Message } from '../core/message';
import styles from './Reactions.module.css';

/** Who reacted how, each emoji once. */
export function byEmoji(message: Message): [string, string[]][] {
    const all = new Map<string, string[]>();
    for (const [user, { emoji }] of Object.entries(message.reactions ?? {}))
        if (emoji !== '') all.set(emoji, [...(all.get(emoji) ?? []), user]);
    return [...all].toSorted(([, a], [, b]) => b.length - a.length);
}

export function Reactions({ message }: { message: Message }) {
    const { t, i18n } = useTranslation();
    const { compose, me } = useSession();
    const all = byEmoji(message);
    if (all.length === 0) return null;
    const names = (users: string[]) => new Intl.ListFormat(i18n.language).format(users.map(user => (user === me ? t('you') : user)));
    return (
        <span className={styles.reactions}>
            {all.map(([emoji, users]) => (
                <Tooltip key={emoji} label={names(users)}>
                    <button
                        type="button"
                        className={styles.reaction}
                        data-mine={users.includes(me) || undefined}
                        aria-pressed={users.includes(me)}
                        aria-label={t('reaction.of', { emoji: emoji.slice(0, 64), users: names(users) })}
                        onClick={() => void compose.react(message, emoji)}
                    >
                        <bdi>{emoji.slice(0, 16)}</bdi>
                        {users.length > 1 && <span>{users.length}</span>}
                    </button>
                </Tooltip>
            ))}
        </span>
    );
}
