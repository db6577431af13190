import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Logo } from './Logo';
import styles from './Welcome.module.css';

/** Nothing is open. */
export function Welcome() {
    const { t } = useTranslation();
    return (
        <div className={styles.welcome}>
            <Logo size={88} />
            <Text component="h1" fz={22} fw={600}>
                {t('welcome.title')}
            </Text>
            <Text c="dimmed" ta="center" maw={420}>
                {t('welcome.hint')}
            </Text>
        </div>
    );
}
