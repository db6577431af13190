import { SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { asked, TextField, TimeField } from '../frame/fields';
import { Page, Part } from '../frame/Page';
import { useReason } from '../frame/reason';
import { ReasonedForm } from '../frame/ReasonedForm';
import { Records, type Column } from '../frame/Records';
import { Name, Said } from '../frame/Said';
import { usePages } from '../frame/usePages';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { trail, type Entry } from './trail';

const NOTHING = { operator: '', since: '', until: '' };
const TRAILS = ['archive', 'push'] as const;

/** What operators asked and did, and why. Reading it is in it as well. */
export default function AuditPage() {
    const { t } = useTranslation();
    const operator = useOperator();
    const [reason, setReason] = useReason('audit');
    const [of, setOf] = useState<(typeof TRAILS)[number]>('archive');
    const [fields, setFields] = useState(NOTHING);
    const pages = usePages<Entry>();
    const read = (why: string) => {
        const all = asked(fields);
        const wanted = of === 'archive' ? all : { ...(all.operator !== undefined && { operator: all.operator }) };
        pages.ask(async (cursor, signal) => {
            const { entries, next } = await trail(operator[of], wanted, why, cursor, signal);
            return { rows: entries, next };
        });
    };
    const choose = (name: string) => {
        setOf(name as typeof of);
        pages.forget();
    };
    const field = { fields, onChange: setFields };
    const columns: Column<Entry>[] = [
        { name: t('console.when'), cell: row => <When at={row.at} /> },
        { name: t('console.audit.operator'), cell: row => <Name text={row.operator} /> },
        { name: t('console.audit.action'), cell: row => t(`console.audit.did.${row.action}`, { defaultValue: row.action }) },
        { name: t('console.reason.short'), cell: row => <Said text={row.reason} /> },
        { name: t('console.audit.asked'), cell: row => <Query of={row.query} />, wide: true },
        { name: t('console.audit.found'), cell: row => (row.failure ? <Said text={row.failure} /> : (row.found ?? '–')) },
    ];
    return (
        <Page title={t('console.audit.title')} hint={t('console.audit.hint')}>
            <Part title={t('console.filter')}>
                <SegmentedControl aria-label={t('console.audit.which')} value={of} onChange={choose} data={TRAILS.map(value => ({ value, label: t(`console.audit.of.${value}`) }))} />
                <ReasonedForm label={t('console.audit.read')} icon={<IconSearch size={18} />} reason={reason} onReason={setReason} busy={pages.state === 'busy'} onSubmit={read}>
                    <TextField {...field} name="operator" label={t('console.audit.operator')} />
                    {of === 'archive' && <TimeField {...field} name="since" label={t('console.from')} />}
                    {of === 'archive' && <TimeField {...field} name="until" label={t('console.until')} />}
                </ReasonedForm>
            </Part>
            {pages.state !== 'idle' && (
                <Part title={t('console.found')}>
                    <Records label={t('console.audit.title')} columns={columns} pages={pages} keyOf={row => `${of}-${row.id}`} none={t('console.audit.none')} />
                </Part>
            )}
        </Page>
    );
}

/** What was asked, as names and values; why is said beside it. */
function Query({ of }: { of: Record<string, unknown> }) {
    const all = Object.entries(of ?? {}).filter(([name, value]) => name !== 'reason' && value !== null && value !== undefined);
    if (all.length === 0) return <>–</>;
    return (
        <ul className={styles.plain}>
            {all.map(([name, value]) => (
                <li key={name}>
                    <span className={styles.soft}>{name}:</span> <Name text={typeof value === 'string' ? value : JSON.stringify(value)} />
                </li>
            ))}
        </ul>
    );
}
