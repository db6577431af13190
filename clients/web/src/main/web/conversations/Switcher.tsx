import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import { ConversationPicker } from './ConversationPicker';

/** Ctrl-K. */
export default function Switcher({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    return (
        <Modal opened onClose={onClose} title={t('switcher.title')} closeButtonProps={{ 'aria-label': t('close') }}>
            <ConversationPicker
                onPick={id => {
                    go({ page: 'conversation', id });
                    onClose();
                }}
            />
        </Modal>
    );
}
