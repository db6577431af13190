import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Message } from '../core/message';
import styles from './Refused.module.css';

/** A message that was not taken stays here with the reason; its author decides. */
export function Refused({ message }: { message: Message }) {
    const { t } = useTranslation();
    const { compose } = useSession();
    const reason = message.refusal;
    return (
        <div className={styles.refused} role="alert">
            <span>{reason ? t('refused.because', { reason }) : t('refused.plain')}</span>
            <Group gap={6}>
                <Button size="compact-sm" variant="default" radius="xl" onClick={() => void compose.retry(message.id, message.conversation)}>
                    {t('refused.retry')}
                </Button>
                <Button size="compact-sm" variant="default" radius="xl" onClick={() => void compose.discard(message.id, message.conversation)}>
                    {t('refused.discard')}
                </Button>
            </Group>
        </div>
    );
}
