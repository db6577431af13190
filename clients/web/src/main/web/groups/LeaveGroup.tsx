import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconDoorExit, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { conversationOf } from '../store/ingest';
import type { Act, Known } from './GroupInfo';

/** Leaving, and deleting for those who may. */
export function LeaveGroup({ known, act, onGone }: { known: Known; act: Act; onGone: () => void }) {
    const { t } = useTranslation();
    const { groups, store, me } = useSession();
    const [asking, setAsking] = useState<'leave' | 'delete'>();
    const { id, role } = known.group;
    const confirmed = () =>
        act(async () => {
            await (asking === 'delete' ? groups.remove(id) : groups.removeMember(id, me));
            await store.transaction('rw', store.conversations, async () => {
                const { role: _, ...rest } = await conversationOf(store, id);
                await store.conversations.put(rest);
            });
            onGone();
        }).finally(() => setAsking(undefined));
    return (
        <>
            <Button variant="default" c="var(--danger)" leftSection={<IconDoorExit size={18} />} onClick={() => setAsking('leave')}>
                {t('group.leave')}
            </Button>
            {role === 'owner' && (
                <Button variant="default" c="var(--danger)" leftSection={<IconTrash size={18} />} onClick={() => setAsking('delete')}>
                    {t('group.delete')}
                </Button>
            )}
            <Modal opened={asking !== undefined} onClose={() => setAsking(undefined)} title={t(`group.${asking ?? 'leave'}`)} closeButtonProps={{ 'aria-label': t('close') }}>
                <Stack>
                    <Text>{t(`group.${asking ?? 'leave'}Hint`)}</Text>
                    <Group justify="flex-end">
                        <Button variant="default" onClick={() => setAsking(undefined)} data-autofocus>
                            {t('cancel')}
                        </Button>
                        <Button color="red.9" onClick={() => void confirmed()}>
                            {t(`group.${asking ?? 'leave'}`)}
                        </Button>
                    </Group>
                </Stack>
            </Modal>
        </>
    );
}
