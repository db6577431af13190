import { ActionIcon, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Act, Known } from './GroupInfo';

export function GroupName({ known, manages, act }: { known: Known; manages: boolean; act: Act }) {
    const { t } = useTranslation();
    const { groups } = useSession();
    const { group } = known;
    const [editing, setEditing] = useState<{ name: string; description: string }>();
    const save = async () => {
        if (!editing) return;
        const { name, description } = editing;
        await act(() => groups.change(group, { name: name.trim(), ...(description.trim() !== (group.description ?? '') && { description: description.trim() }) }));
        setEditing(undefined);
    };
    if (editing)
        return (
            <Stack gap="xs">
                <TextInput label={t('group.name')} maxLength={100} value={editing.name} onChange={event => setEditing({ ...editing, name: event.currentTarget.value })} autoFocus />
                <Textarea label={t('group.description')} maxLength={1000} autosize value={editing.description} onChange={event => setEditing({ ...editing, description: event.currentTarget.value })} />
                <Group justify="flex-end">
                    <Button variant="default" onClick={() => setEditing(undefined)}>
                        {t('cancel')}
                    </Button>
                    <Button onClick={() => void save()} disabled={editing.name.trim() === ''}>
                        {t('save')}
                    </Button>
                </Group>
            </Stack>
        );
    return (
        <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text dir="auto" c={group.description ? 'var(--text)' : 'dimmed'} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                {group.description ?? t('group.noDescription')}
            </Text>
            {manages && (
                <ActionIcon aria-label={t('group.edit')} onClick={() => setEditing({ name: group.name, description: group.description ?? '' })}>
                    <IconPencil size={19} />
                </ActionIcon>
            )}
        </Group>
    );
}
