import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { firstOfDay } from './day';

/** Goes to the first message of a day, or the first after it. */
export function DayPicker({ conversation, onFound }: { conversation: string; onFound: (id: string) => void }) {
    const { t } = useTranslation();
    const { archive } = useSession();
    const [date, setDate] = useState('');
    const [state, setState] = useState<'idle' | 'busy' | 'none' | 'failed'>('idle');
    const find = async () => {
        setState('busy');
        try {
            const id = await firstOfDay(archive, conversation, new Date(`${date}T00:00:00`).getTime());
            if (id === undefined) return setState('none');
            setState('idle');
            onFound(id);
        } catch {
            setState('failed');
        }
    };
    return (
        <Stack gap="xs">
            <TextInput type="date" label={t('search.day')} value={date} max={new Date().toISOString().slice(0, 10)} onChange={event => setDate(event.currentTarget.value)} />
            <Button radius="xl" disabled={date === ''} loading={state === 'busy'} onClick={() => void find()}>
                {t('search.go')}
            </Button>
            {state === 'none' && <Text role="status">{t('search.noDay')}</Text>}
            {state === 'failed' && <Text role="alert">{t('failure.unreachable')}</Text>}
        </Stack>
    );
}
