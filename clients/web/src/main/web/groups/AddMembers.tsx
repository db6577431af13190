import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Act } from './GroupInfo';

export function AddMembers({ group, act }: { group: string; act: Act }) {
    const { t } = useTranslation();
    const { groups } = useSession();
    const [typed, setTyped] = useState('');
    const [said, setSaid] = useState('');
    const add = () =>
        act(async () => {
            const users = typed.toLowerCase().split(/[\s,]+/).filter(Boolean);
            if (users.length === 0) return;
            const outcomes = await groups.add(group, users);
            const refused = outcomes.filter(one => one.outcome === 'refused');
            setSaid(refused.length === 0 ? '' : t('group.notAdded', { users: refused.map(one => one.user).join(', ') }));
            setTyped('');
        });
    return (
        <form
            onSubmit={event => {
                event.preventDefault();
                void add();
            }}
        >
            <Group align="flex-end" wrap="nowrap" gap="xs">
                <TextInput flex={1} label={t('group.add')} placeholder={t('group.addHint')} value={typed} onChange={event => setTyped(event.currentTarget.value)} />
                <Button type="submit" disabled={typed.trim() === ''}>
                    {t('add')}
                </Button>
            </Group>
            {said !== '' && (
                <Text role="alert" size="sm" c="var(--danger)">
                    {said}
                </Text>
            )}
        </form>
    );
}
