import { Radio, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Visibility } from '../api/presence';
import { useSession } from '../app/session';
import { Part } from './SettingsPage';

const CHOICES: Visibility[] = ['everyone', 'contacts', 'nobody'];

/** Who sees that I am online; hidden where the presence service is not there. */
export function VisibilitySettings() {
    const { t } = useTranslation();
    const { presence } = useSession();
    const [visibility, setVisibility] = useState<Visibility>();
    useEffect(() => {
        presence.visibility().then(setVisibility, () => undefined);
    }, [presence]);
    if (visibility === undefined) return null;
    const choose = async (wanted: Visibility) => {
        setVisibility(wanted);
        await presence.show(wanted).catch(() => setVisibility(visibility));
    };
    return (
        <Part title={t('settings.visibility')}>
            <Radio.Group value={visibility} onChange={value => void choose(value as Visibility)} aria-label={t('settings.visibility')}>
                <Stack gap="xs">
                    {CHOICES.map(value => (
                        <Radio key={value} value={value} label={t(`settings.seenBy.${value}`)} />
                    ))}
                </Stack>
            </Radio.Group>
        </Part>
    );
}
