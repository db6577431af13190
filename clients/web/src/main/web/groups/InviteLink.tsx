import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Link } from '../api/groups';
import { failureText } from '../app/failure';
import { useSession } from '../app/session';
import { day } from '../i18n/format';
import { QrCode } from './QrCode';

/** A link, and the same as a picture for a phone's camera. */
export function InviteLink({ group }: { group: string }) {
    const { t, i18n } = useTranslation();
    const { groups } = useSession();
    const [link, setLink] = useState<Link>();
    const [problem, setProblem] = useState<string>();
    const fail = (reason: unknown) => setProblem(failureText(reason, t));
    useEffect(() => {
        groups.links(group).then(
            all => setLink(all[0]),
            () => undefined,
        );
    }, [groups, group]);
    const create = () => groups.createLink(group).then(setLink, fail);
    const revoke = (id: string) =>
        groups.revokeLink(group, id).then(() => setLink(undefined), fail);
    return (
        <Stack gap="xs">
            {!link && (
                <Button variant="default" leftSection={<IconLink size={18} />} onClick={() => void create()}>
                    {t('link.create')}
                </Button>
            )}
            {link && (
                <>
                    <TextInput label={t('link.title')} value={link.url} readOnly dir="ltr" onFocus={event => event.currentTarget.select()} />
                    <Group gap="xs">
                        <CopyButton value={link.url}>
                            {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'link.copied' : 'link.copy')}</Button>}
                        </CopyButton>
                        <Button variant="default" onClick={() => void revoke(link.id)}>
                            {t('link.revoke')}
                        </Button>
                    </Group>
                    <QrCode text={link.url} label={t('link.qr')} />
                    <Text size="sm" c="dimmed">
                        {t('link.until', { day: day(Date.parse(link.expiresAt), Date.now(), i18n.language) })}
                    </Text>
                </>
            )}
            {problem !== undefined && (
                <Text role="alert" size="sm" c="var(--danger)">
                    {problem}
                </Text>
            )}
        </Stack>
    );
}
