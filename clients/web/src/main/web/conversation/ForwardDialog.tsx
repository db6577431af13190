import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { ConversationPicker } from '../conversations/ConversationPicker';
import type { Message } from '../core/message';

export default function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
    const { t } = useTranslation();
    const { compose } = useSession();
    const forward = async (id: string, title: string) => {
        await compose.say(id, { text: message.text, forwarded: true });
        notifications.show({ message: t('forward.done', { to: title }), color: 'pine' });
        onClose();
    };
    return (
        <Modal opened onClose={onClose} title={t('forward.title')} closeButtonProps={{ 'aria-label': t('close') }}>
            <ConversationPicker onPick={(id, title) => void forward(id, title)} writable />
        </Modal>
    );
}
