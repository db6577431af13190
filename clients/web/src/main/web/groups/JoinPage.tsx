import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkPreview } from '../api/groups';
import { failureText } from '../app/failure';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { Face } from '../people/Face';
import styles from '../app/Welcome.module.css';

/** Where an invite link leads. */
export default function JoinPage({ token }: { token: string }) {
    const { t } = useTranslation();
    const { groups } = useSession();
    const [preview, setPreview] = useState<LinkPreview>();
    const [problem, setProblem] = useState<string>();
    const [waiting, setWaiting] = useState(false);
    const [busy, setBusy] = useState(false);
    useEffect(() => {
        groups.preview(token).then(setPreview, (reason: unknown) => setProblem(failureText(reason, t)));
    }, [groups, token, t]);
    const join = async () => {
        setBusy(true);
        try {
            const { outcome, group } = await groups.join(token);
            if (outcome === 'requested') setWaiting(true);
            else go({ page: 'conversation', id: group });
        } catch (reason) {
            setProblem(failureText(reason, t));
        } finally {
            setBusy(false);
        }
    };
    return (
        <div className={styles.welcome}>
            {problem !== undefined && (
                <Alert color="red" role="alert">
                    {problem}
                </Alert>
            )}
            {!preview && problem === undefined && <Loader aria-label={t('loading')} />}
            {preview && (
                <Stack align="center" gap="sm">
                    <Face name={preview.name} group size={88} />
                    <Title order={1} fz={22} dir="auto">
                        {preview.name}
                    </Title>
                    <Text c="dimmed">{t('group.count', { count: preview.members })}</Text>
                    {waiting ? <Text role="status">{t('group.requested')}</Text> : null}
                    {preview.approval && !waiting && <Text>{t('group.approvalHint')}</Text>}
                </Stack>
            )}
            <Group>
                <Button variant="default" radius="xl" onClick={() => go({ page: 'home' })}>
                    {t('back')}
                </Button>
                {preview && !waiting && (
                    <Button radius="xl" loading={busy} onClick={() => void join()}>
                        {t('group.join')}
                    </Button>
                )}
            </Group>
        </div>
    );
}
