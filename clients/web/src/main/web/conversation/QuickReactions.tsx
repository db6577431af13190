import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Message } from '../core/message';

const EmojiPicker = lazy(() => import('../composer/EmojiPicker'));
const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

export function QuickReactions({ message, onDone }: { message: Message; onDone: () => void }) {
    const { t } = useTranslation();
    const { compose } = useSession();
    const [all, setAll] = useState(false);
    const react = (emoji: string) => {
        void compose.react(message, emoji);
        onDone();
    };
    if (all)
        return (
            <Suspense>
                <EmojiPicker onPick={react} />
            </Suspense>
        );
    return (
        <>
            {QUICK.map(emoji => (
                <ActionIcon key={emoji} aria-label={t('reaction.with', { emoji })} onClick={() => react(emoji)} fz={22}>
                    {emoji}
                </ActionIcon>
            ))}
            <ActionIcon aria-label={t('reaction.more')} onClick={() => setAll(true)}>
                <IconPlus size={20} />
            </ActionIcon>
        </>
    );
}
