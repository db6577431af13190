import { Button, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Message } from '../core/message';
import { refresh } from '../store/preview';

export default function DeleteDialog({ message, onClose }: { message: Message; onClose: () => void }) {
    const { t } = useTranslation();
    const { compose, store, me } = useSession();
    const forEveryone = async () => {
        await compose.remove(message);
        onClose();
    };
    const forMe = async () => {
        await store.transaction('rw', [store.messages, store.conversations, store.gaps], async () => {
            await store.messages.update([message.conversation, message.id], { hidden: true });
            await refresh(store, message.conversation);
        });
        onClose();
    };
    return (
        <Modal opened onClose={onClose} title={t('delete.title')} closeButtonProps={{ 'aria-label': t('close') }}>
            <Stack gap="sm">
                {message.from === me && (
                    <Button color="red.9" onClick={() => void forEveryone()}>
                        {t('delete.everyone')}
                    </Button>
                )}
                <Button variant="default" onClick={() => void forMe()}>
                    {t('delete.me')}
                </Button>
                <Button variant="default" onClick={onClose} data-autofocus>
                    {t('cancel')}
                </Button>
            </Stack>
        </Modal>
    );
}
