import { Button, Modal, Stack } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import { ConversationPicker } from './ConversationPicker';

export default function NewChat({ onClose, onGroup }: { onClose: () => void; onGroup: () => void }) {
    const { t } = useTranslation();
    return (
        <Modal opened onClose={onClose} title={t('list.new')} closeButtonProps={{ 'aria-label': t('close') }}>
            <Stack>
                <ConversationPicker
                    people
                    onPick={id => {
                        go({ page: 'conversation', id });
                        onClose();
                    }}
                />
                <Button variant="default" radius="xl" leftSection={<IconUsersPlus size={18} />} onClick={onGroup}>
                    {t('group.new')}
                </Button>
            </Stack>
        </Modal>
    );
}
