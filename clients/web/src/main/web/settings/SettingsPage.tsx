import { ActionIcon, SegmentedControl, Select, Stack, Text, Title, useMantineColorScheme } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../app/PageHeader';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { choose, isLanguage, LANGUAGES } from '../i18n/i18n';
import { BlockedPeople } from './BlockedPeople';
import { NotificationSettings } from './NotificationSettings';
import { VisibilitySettings } from './VisibilitySettings';
import styles from './Settings.module.css';

export default function SettingsPage() {
    const { t, i18n } = useTranslation();
    const { me, device } = useSession();
    const { colorScheme, setColorScheme } = useMantineColorScheme();
    const back = (
        <ActionIcon aria-label={t('back')} onClick={() => go({ page: 'home' })}>
            <IconArrowLeft size={22} className="mirrored" />
        </ActionIcon>
    );
    return (
        <section className={styles.page}>
            <PageHeader title={t('settings.title')} icon={back} />
            <div className={styles.scroll}>
                <Stack gap="xl" className={styles.column ?? ''}>
                    <Part title={t('settings.looks')}>
                        <SegmentedControl
                            aria-label={t('settings.looks')}
                            value={colorScheme}
                            onChange={value => setColorScheme(value as typeof colorScheme)}
                            data={['auto', 'light', 'dark'].map(value => ({ value, label: t(`settings.scheme.${value}`) }))}
                        />
                        <Select
                            label={t('settings.language')}
                            value={i18n.language}
                            allowDeselect={false}
                            onChange={value => value !== null && isLanguage(value) && void choose(value)}
                            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
                        />
                    </Part>
                    <Part title={t('notify.title')}>
                        <NotificationSettings />
                    </Part>
                    <VisibilitySettings />
                    <Part title={t('settings.blocked')}>
                        <BlockedPeople />
                    </Part>
                    <Part title={t('settings.keys')}>
                        <Keys />
                    </Part>
                    <Part title={t('settings.account')}>
                        <Text size="sm">{t('settings.who', { user: me, device })}</Text>
                    </Part>
                </Stack>
            </div>
        </section>
    );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
    return (
        <Stack gap="sm" component="section" className={styles.part ?? ''}>
            <Title order={2} fz="lg">
                {title}
            </Title>
            {children}
        </Stack>
    );
}

const KEYS = [
    ['Ctrl+K', 'switch'],
    ['Alt+↑ Alt+↓', 'next'],
    ['Esc', 'back'],
    ['Enter', 'send'],
    ['Shift+Enter', 'line'],
    ['↑', 'edit'],
] as const;

function Keys() {
    const { t } = useTranslation();
    return (
        <dl className={styles.keys}>
            {KEYS.map(([key, what]) => (
                <div key={what}>
                    <dt>
                        <kbd dir="ltr">{key}</kbd>
                    </dt>
                    <dd>{t(`settings.key.${what}`)}</dd>
                </div>
            ))}
        </dl>
    );
}

