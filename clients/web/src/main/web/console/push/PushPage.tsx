import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asked, ChoiceField, TextField, TimeField } from '../frame/fields';
import { Page, Part } from '../frame/Page';
import { useReason } from '../frame/reason';
import { ReasonedForm } from '../frame/ReasonedForm';
import { Records, type Column } from '../frame/Records';
import { usePages } from '../frame/usePages';
import { useOperator } from '../operator';
import { columnsOf } from './columns';
import { EVENTS, ledger, type Entry } from './ledger';
import { RetryDialog } from './RetryDialog';
import { TestPart } from './TestPart';

const NOTHING = { user: '', device: '', conversation: '', message: '', event: '', since: '', until: '' };

/** What became of notifications on whose devices, once more, and a test. */
export default function PushPage() {
    const { t } = useTranslation();
    const { push } = useOperator();
    const [reason, setReason] = useReason('push');
    const [fields, setFields] = useState(NOTHING);
    const [retrying, setRetrying] = useState<Entry>();
    const pages = usePages<Entry>();
    const read = (why: string) => {
        const wanted = asked(fields);
        pages.ask(async (cursor, signal) => {
            const { entries, next } = await ledger(push, wanted, why, cursor, signal);
            return { rows: entries, next };
        });
    };
    const field = { fields, onChange: setFields };
    const columns: Column<Entry>[] = [
        ...columnsOf(t),
        {
            name: t('console.actions'),
            cell: row =>
                row.conversation && row.message ? (
                    <Button size="compact-sm" variant="default" onClick={() => setRetrying(row)}>
                        {t('console.push.retry')}
                    </Button>
                ) : (
                    '–'
                ),
        },
    ];
    return (
        <Page title={t('console.push.title')} hint={t('console.push.hint')}>
            <Part title={t('console.filter')}>
                <ReasonedForm label={t('console.search')} icon={<IconSearch size={18} />} reason={reason} onReason={setReason} busy={pages.state === 'busy'} onSubmit={read}>
                    <TextField {...field} name="user" label={t('console.user')} />
                    <TextField {...field} name="device" label={t('console.device')} />
                    <TextField {...field} name="conversation" label={t('console.conversation')} />
                    <TextField {...field} name="message" label={t('console.push.message')} />
                    <ChoiceField {...field} name="event" label={t('console.push.event')} choices={EVENTS.map(value => ({ value, label: t(`console.event.${value}`) }))} />
                    <TimeField {...field} name="since" label={t('console.from')} />
                    <TimeField {...field} name="until" label={t('console.until')} />
                </ReasonedForm>
            </Part>
            {pages.state !== 'idle' && (
                <Part title={t('console.found')}>
                    <Records label={t('console.push.title')} columns={columns} pages={pages} keyOf={row => String(row.id)} none={t('console.push.none')} />
                </Part>
            )}
            <TestPart />
            {retrying && <RetryDialog entry={retrying} reason={reason} onReason={setReason} onClose={() => setRetrying(undefined)} />}
        </Page>
    );
}
