import { Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Act, Known } from './GroupInfo';

const SWITCHES = ['announcementOnly', 'newcomersSeeHistory', 'approval'] as const;

export function GroupSwitches({ known, act }: { known: Known; act: Act }) {
    const { t } = useTranslation();
    const { groups } = useSession();
    return (
        <Stack gap="sm">
            {SWITCHES.map(name => (
                <Switch
                    key={name}
                    label={t(`group.${name}`)}
                    checked={known.group[name]}
                    onChange={event => {
                        const on = event.currentTarget.checked;
                        void act(() => groups.change(known.group, { [name]: on }));
                    }}
                />
            ))}
        </Stack>
    );
}
