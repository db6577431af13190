import { Button, Menu } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../app/hooks';
import { useSession } from '../app/session';
import { conversationOf } from '../store/ingest';
import { isMuted, type Conversation } from '../store/conversation';
import { tellPush } from '../notifications/push';

const HOUR = 60 * 60 * 1000;
const FOREVER = 100 * 365 * 24 * HOUR;

/** No notifications from here, for a while. */
export function MuteMenu({ conversation }: { conversation: Conversation }) {
    const { t } = useTranslation();
    const session = useSession();
    const now = useNow(30_000);
    const mute = async (time: number | undefined) => {
        const { store } = session;
        await store.transaction('rw', store.conversations, async () => {
            const known = await conversationOf(store, conversation.id);
            if (time === undefined) delete known.mutedUntil;
            else known.mutedUntil = Date.now() + time;
            await store.conversations.put(known);
        });
        void tellPush(session).mute(conversation.id, time);
    };
    if (isMuted(conversation, now))
        return (
            <Button variant="default" leftSection={<IconBell size={18} />} onClick={() => void mute(undefined)}>
                {t('mute.end')}
            </Button>
        );
    return (
        <Menu width="target">
            <Menu.Target>
                <Button variant="default" leftSection={<IconBellOff size={18} />}>
                    {t('mute.start')}
                </Button>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Item onClick={() => void mute(8 * HOUR)}>{t('mute.hours')}</Menu.Item>
                <Menu.Item onClick={() => void mute(7 * 24 * HOUR)}>{t('mute.week')}</Menu.Item>
                <Menu.Item onClick={() => void mute(FOREVER)}>{t('mute.always')}</Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}
