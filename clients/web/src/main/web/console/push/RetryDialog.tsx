import { Button, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { ReasonedForm } from '../frame/ReasonedForm';
import { Records } from '../frame/Records';
import { Name } from '../frame/Said';
import { Trouble } from '../frame/Trouble';
import { usePages } from '../frame/usePages';
import { useOperator } from '../operator';
import { columnsOfOne } from './columns';
import { ledger, retry, type Entry } from './ledger';

/** How long what is sent at once takes until the ledger says so, most often. */
const SOON = 2_000;

interface Props {
    entry: Entry;
    reason: string;
    onReason: (reason: string) => void;
    onClose: () => void;
}

/** Tells a device once more, and shows what becomes of it. */
export function RetryDialog({ entry, reason, onReason, onClose }: Props) {
    const { t } = useTranslation();
    const { push } = useOperator();
    const [state, setState] = useState<'hurried' | 'queued'>();
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<unknown>();
    const run = async (why: string) => {
        setBusy(true);
        setProblem(undefined);
        await retry(push, entry.id, why).then(setState, setProblem);
        setBusy(false);
    };
    return (
        <Modal opened onClose={onClose} title={t('console.push.retryTitle')} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
            <div className={styles.stack}>
                <Text size="sm">
                    {t('console.push.retryHint')} <Name text={`${entry.user}, ${entry.device}`} />
                </Text>
                {state === undefined && <ReasonedForm label={t('console.push.retry')} reason={reason} onReason={onReason} busy={busy} onSubmit={why => void run(why)} />}
                <div role="status">{state !== undefined && <Text>{t(`console.push.is.${state}`)}</Text>}</div>
                {state !== undefined && <Became entry={entry} reason={reason.trim()} />}
                <Trouble reason={problem} />
            </div>
        </Modal>
    );
}

/** Each look is in the audit trail, so there is one, and more only where they are wanted. */
function Became({ entry, reason }: { entry: Entry; reason: string }) {
    const { t } = useTranslation();
    const { push } = useOperator();
    const pages = usePages<Entry>();
    const { ask } = pages;
    const look = () =>
        ask(async (cursor, signal) => {
            const asked = { user: entry.user, device: entry.device, conversation: entry.conversation! };
            const { entries } = await ledger(push, asked, reason, cursor, signal);
            return { rows: entries.filter(one => one.id > entry.id).slice(0, 10) };
        });
    useEffect(() => {
        const timer = setTimeout(look, SOON);
        return () => clearTimeout(timer);
        // Once, when the dialog says that it is on its way.
    }, []);
    return (
        <>
            <Records label={t('console.push.became')} columns={columnsOfOne(t)} pages={pages} keyOf={row => String(row.id)} none={t('console.push.nothingYet')} />
            <div className={styles.buttons}>
                <Button variant="default" onClick={look} loading={pages.state === 'busy'}>
                    {t('console.push.lookAgain')}
                </Button>
            </div>
        </>
    );
}
