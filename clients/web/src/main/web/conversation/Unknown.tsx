import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import styles from '../app/Welcome.module.css';

/** An address that names no conversation. */
export function Unknown() {
    const { t } = useTranslation();
    return (
        <div className={styles.welcome}>
            <Text>{t('conversation.unknown')}</Text>
            <Button radius="xl" onClick={() => go({ page: 'home' })}>
                {t('back')}
            </Button>
        </div>
    );
}
