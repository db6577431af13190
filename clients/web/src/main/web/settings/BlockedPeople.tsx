import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure';
import { useSession } from '../app/session';

export function BlockedPeople() {
    const { t } = useTranslation();
    const { groups } = useSession();
    const [blocked, setBlocked] = useState<string[]>();
    const [problem, setProblem] = useState<string>();
    useEffect(() => {
        groups.blocks().then(setBlocked, (reason: unknown) => setProblem(failureText(reason, t)));
    }, [groups, t]);
    const unblock = (user: string) =>
        groups.unblock(user).then(
            () => setBlocked(blocked?.filter(one => one !== user)),
            (reason: unknown) => setProblem(failureText(reason, t)),
        );
    return (
        <>
            {problem !== undefined && <Text role="alert">{problem}</Text>}
            {blocked?.length === 0 && <Text size="sm">{t('settings.noneBlocked')}</Text>}
            {blocked?.map(user => (
                <Group key={user} justify="space-between">
                    <Text>{user}</Text>
                    <Button size="compact-sm" variant="default" onClick={() => void unblock(user)}>
                        {t('block.end')}
                    </Button>
                </Group>
            ))}
        </>
    );
}
