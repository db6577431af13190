import { Button, Input, SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amount } from '../../i18n/format';
import styles from '../frame/Console.module.css';
import { asked, TextField } from '../frame/fields';
import { Page, Part } from '../frame/Page';
import { useReason } from '../frame/reason';
import { ReasonedForm } from '../frame/ReasonedForm';
import { Records, type Column } from '../frame/Records';
import { Name, Said } from '../frame/Said';
import { usePages } from '../frame/usePages';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { list, STATES, type Rejected, type Wanted } from './rejected';
import { RejectedDialog } from './RejectedDialog';

/** What was taken from the broker and kept by nobody, and why; once more where that helps. */
export default function RejectedPage() {
    const { t, i18n } = useTranslation();
    const { archive } = useOperator();
    const [reason, setReason] = useReason('rejected');
    const [fields, setFields] = useState({ user: '' });
    const [state, setState] = useState<Wanted>('open');
    const [open, setOpen] = useState<Rejected>();
    const [given, setGiven] = useState('');
    const pages = usePages<Rejected>();
    const search = (why: string) => {
        const wanted = { ...asked(fields), state };
        setGiven(why);
        pages.ask(async (cursor, signal) => {
            const { rejected, next } = await list(archive, wanted, why, cursor, signal);
            return { rows: rejected, next };
        });
    };
    const columns: Column<Rejected>[] = [
        { name: t('console.when'), cell: row => <When at={row.receivedAt} /> },
        { name: t('console.rejected.from'), cell: row => <Name text={row.from} /> },
        { name: t('console.rejected.topic'), cell: row => <Name text={row.topic} /> },
        { name: t('console.rejected.why'), cell: row => <Name text={row.why} />, wide: true },
        {
            name: t('console.rejected.payload'),
            cell: row => (
                <span className={styles.stack}>
                    {row.preview === undefined ? <em className={styles.soft}>{t('removed.erased')}</em> : <Name text={row.preview} />}
                    <span className={styles.soft}>{t('console.rejected.bytes', { size: amount(row.size, i18n.language) })}</span>
                </span>
            ),
            wide: true,
        },
        { name: t('console.rejected.replayed'), cell: row => <Replayed row={row} /> },
        {
            name: t('console.actions'),
            cell: row => (
                <Button size="compact-sm" variant="default" onClick={() => setOpen(row)}>
                    {t('console.rejected.open')}
                </Button>
            ),
        },
    ];
    return (
        <Page title={t('console.rejected.title')} hint={t('console.rejected.hint')}>
            <Part title={t('console.filter')}>
                <ReasonedForm label={t('console.search')} icon={<IconSearch size={18} />} reason={reason} onReason={setReason} busy={pages.state === 'busy'} onSubmit={search}>
                    <TextField name="user" label={t('console.rejected.from')} fields={fields} onChange={setFields} />
                    <Input.Wrapper label={t('console.state')} labelElement="div">
                        <SegmentedControl
                            fullWidth
                            aria-label={t('console.state')}
                            value={state}
                            onChange={value => setState(value as Wanted)}
                            data={STATES.map(value => ({ value, label: t(`console.rejected.state.${value}`) }))}
                        />
                    </Input.Wrapper>
                </ReasonedForm>
            </Part>
            {pages.state !== 'idle' && (
                <Part title={t('console.found')}>
                    <Records label={t('console.rejected.title')} columns={columns} pages={pages} keyOf={row => String(row.id)} none={t('console.rejected.none')} />
                </Part>
            )}
            {open && (
                <RejectedDialog
                    rejected={open}
                    looked={given}
                    reason={reason}
                    onReason={setReason}
                    onClose={() => setOpen(undefined)}
                    onReplayed={(id, replayed) => pages.change(rows => rows.map(row => (row.id === id ? { ...row, replayed } : row)))}
                />
            )}
        </Page>
    );
}

function Replayed({ row }: { row: Rejected }) {
    if (!row.replayed) return <>–</>;
    return (
        <span className={styles.stack}>
            <When at={row.replayed.at} />
            <Name text={row.replayed.operator} />
            {row.replayed.message !== undefined && <Said text={row.replayed.message} />}
        </span>
    );
}
