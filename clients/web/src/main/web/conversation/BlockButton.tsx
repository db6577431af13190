import { Button, Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure';
import { useSession } from '../app/session';

export function BlockButton({ user }: { user: string }) {
    const { t } = useTranslation();
    const { groups } = useSession();
    const [blocked, setBlocked] = useState<boolean>();
    const [problem, setProblem] = useState<string>();
    useEffect(() => {
        groups.blocks().then(
            all => setBlocked(all.includes(user)),
            (reason: unknown) => setProblem(failureText(reason, t)),
        );
    }, [groups, user, t]);
    const change = async () => {
        try {
            await (blocked ? groups.unblock(user) : groups.block(user));
            setBlocked(!blocked);
            setProblem(undefined);
        } catch (reason) {
            setProblem(failureText(reason, t));
        }
    };
    return (
        <>
            <Button variant="default" c={blocked ? 'var(--text)' : 'var(--danger)'} leftSection={<IconBan size={18} />} disabled={blocked === undefined} onClick={() => void change()}>
                {t(blocked ? 'block.end' : 'block.start', { user })}
            </Button>
            {blocked && <Text size="sm">{t('block.hint', { user })}</Text>}
            {problem !== undefined && (
                <Text role="alert" size="sm" c="var(--danger)">
                    {problem}
                </Text>
            )}
        </>
    );
}
