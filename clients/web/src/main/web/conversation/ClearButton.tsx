import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { conversationOf } from '../store/ingest';
import { refresh } from '../store/preview';
import type { Conversation } from '../store/conversation';

/** Takes what was said so far out of this browser's sight; others keep it. */
export function ClearButton({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
    const { t } = useTranslation();
    const { store } = useSession();
    const [asking, setAsking] = useState(false);
    const clear = async () => {
        await store.transaction('rw', [store.conversations, store.messages, store.gaps], async () => {
            const known = await conversationOf(store, conversation.id);
            known.clearedOrder = known.lastOrder;
            known.readOrder = Math.max(known.readOrder, known.lastOrder);
            known.unread = 0;
            await store.conversations.put(known);
            await refresh(store, conversation.id);
        });
        onDone();
        go({ page: 'home' });
    };
    return (
        <>
            <Button variant="default" c="var(--danger)" leftSection={<IconTrash size={18} />} onClick={() => setAsking(true)}>
                {t('clear.start')}
            </Button>
            <Modal opened={asking} onClose={() => setAsking(false)} title={t('clear.start')} closeButtonProps={{ 'aria-label': t('close') }}>
                <Stack>
                    <Text>{t('clear.hint')}</Text>
                    <Group justify="flex-end">
                        <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
                            {t('cancel')}
                        </Button>
                        <Button color="red.9" onClick={() => void clear()}>
                            {t('clear.start')}
                        </Button>
                    </Group>
                </Stack>
            </Modal>
        </>
    );
}
