import { ActionIcon } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './Composer.module.css';

export function EditedMessage({ onStop }: { onStop: () => void }) {
    const { t } = useTranslation();
    return (
        <div className={styles.strip}>
            <span>
                <IconPencil size={16} aria-hidden /> {t('composer.editing')}
            </span>
            <ActionIcon size={36} aria-label={t('composer.noEdit')} onClick={onStop}>
                <IconX size={18} />
            </ActionIcon>
        </div>
    );
}
