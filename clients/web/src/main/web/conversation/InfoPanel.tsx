import { Drawer, Stack, Text } from '@mantine/core';
import { useDirection } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/hooks';
import { useSession } from '../app/session';
import { titleOf } from '../conversations/sorted';
import { GroupInfo } from '../groups/GroupInfo';
import { Face } from '../people/Face';
import { usePresenceText } from '../people/presence';
import type { Conversation } from '../store/conversation';
import { BlockButton } from './BlockButton';
import { ClearButton } from './ClearButton';
import { MuteMenu } from './MuteMenu';

interface Props {
    conversation: Conversation;
    onClose: () => void;
    label: string;
}

/** Who or what this conversation is with, and what can be done about it. */
export default function InfoPanel({ conversation, onClose, label }: Props) {
    const { t } = useTranslation();
    const { me } = useSession();
    const { dir } = useDirection();
    const { presence } = useLive();
    const { kind, peer } = conversation;
    const title = titleOf(conversation, me, t('list.notes'));
    const seen = usePresenceText(peer === undefined || peer === me ? undefined : presence[peer]);
    return (
        <Drawer opened onClose={onClose} title={label} position={dir === 'rtl' ? 'left' : 'right'} size={400} closeButtonProps={{ 'aria-label': t('close') }}>
            <Stack align="stretch" gap="md">
                <Stack align="center" gap={4}>
                    <Face name={title} group={kind === 'group'} size={96} />
                    <Text fw={600} fz={20} dir="auto" ta="center" style={{ overflowWrap: 'anywhere' }}>
                        {title}
                    </Text>
                    {seen !== undefined && <Text c="dimmed">{seen}</Text>}
                </Stack>
                <MuteMenu conversation={conversation} />
                {kind === 'group' && conversation.role !== undefined && <GroupInfo conversation={conversation} onGone={onClose} />}
                {kind === 'direct' && peer !== undefined && peer !== me && <BlockButton user={peer} />}
                <ClearButton conversation={conversation} onDone={onClose} />
            </Stack>
        </Drawer>
    );
}
