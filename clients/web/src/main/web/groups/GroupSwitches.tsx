import { Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Act, Known } from './GroupInfo';

const SWITCHES = ['announcementOnly', 'newcomersSeeHistory', 'approval'] as const;

export function GroupSwitches({ known, act }: { known: Known; act: Act }) {
    const { t } = useTranslation();
    const { groups } = useSession();
    // Until the answer is there.
    const [wanted, setWanted] = useState<Partial<Record<(typeof SWITCHES)[number], boolean>>>({});
    return (
        <Stack gap="sm">
            {SWITCHES.map(name => (
                <Switch
                    key={name}
                    label={t(`group.${name}`)}
                    checked={wanted[name] ?? known.group[name]}
                    onChange={event => {
                        const on = event.currentTarget.checked;
                        setWanted({ [name]: on });
                        void act(() => groups.change(known.group, { [name]: on })).finally(() => setWanted({}));
                    }}
                />
            ))}
        </Stack>
    );
}
