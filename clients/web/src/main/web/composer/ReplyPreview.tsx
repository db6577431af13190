import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { QuoteBody, useQuoted } from '../conversation/Quote';
import styles from './Composer.module.css';

export function ReplyPreview({ conversation, id, onStop }: { conversation: string; id: string; onStop: () => void }) {
    const { t } = useTranslation();
    const quoted = useQuoted(conversation, id);
    return (
        <div className={styles.strip}>
            <span className={styles.quoted} data-testid="reply">
                <QuoteBody message={quoted ?? undefined} />
            </span>
            <ActionIcon size={36} aria-label={t('composer.noReply')} onClick={onStop}>
                <IconX size={18} />
            </ActionIcon>
        </div>
    );
}
