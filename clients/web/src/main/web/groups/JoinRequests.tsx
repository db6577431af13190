import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Act, Known } from './GroupInfo';

/** Who waits to be let in. */
export function JoinRequests({ known, act }: { known: Known; act: Act }) {
    const { t } = useTranslation();
    const { groups } = useSession();
    const [waiting, setWaiting] = useState<string[]>([]);
    const { id, approval } = known.group;
    useEffect(() => {
        if (!approval) return setWaiting([]);
        groups.requests(id).then(
            all => setWaiting(all.map(one => one.user)),
            () => undefined,
        );
    }, [groups, id, approval, known]);
    if (waiting.length === 0) return null;
    const decide = (user: string, decision: 'accept' | 'decline') => void act(() => groups.decide(id, user, decision));
    return (
        <Stack gap={6}>
            <Title order={2} fz="md">
                {t('group.requests')}
            </Title>
            {waiting.map(user => (
                <Group key={user} gap="xs" wrap="nowrap">
                    <Text flex={1} truncate>
                        {user}
                    </Text>
                    <Button size="compact-sm" onClick={() => decide(user, 'accept')}>
                        {t('group.accept')}
                    </Button>
                    <Button size="compact-sm" variant="default" onClick={() => decide(user, 'decline')}>
                        {t('group.decline')}
                    </Button>
                </Group>
            ))}
        </Stack>
    );
}
