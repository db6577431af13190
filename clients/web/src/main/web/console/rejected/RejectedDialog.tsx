import { Loader, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { ReasonedForm } from '../frame/ReasonedForm';
import { Name, Raw } from '../frame/Said';
import { Trouble } from '../frame/Trouble';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { replay, whole, type Rejected, type Whole } from './rejected';

interface Props {
    rejected: Rejected;
    /** The reason that it was found with. */
    looked: string;
    reason: string;
    onReason: (reason: string) => void;
    onClose: () => void;
    onReplayed: (id: number, replayed: NonNullable<Rejected['replayed']>) => void;
}

/** One dead letter, letter by letter, and its way through the rules once more. */
export function RejectedDialog({ rejected, looked, reason, onReason, onClose, onReplayed }: Props) {
    const { t } = useTranslation();
    const { archive, me } = useOperator();
    const [found, setFound] = useState<Whole>();
    const [done, setDone] = useState<{ message?: string; conversation: string }>();
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<unknown>();
    useEffect(() => {
        whole(archive, rejected.id, looked).then(setFound, setProblem);
    }, [archive, rejected.id, looked]);
    const run = async (why: string) => {
        setBusy(true);
        setProblem(undefined);
        try {
            const outcome = await replay(archive, rejected.id, why);
            setDone(outcome);
            onReplayed(rejected.id, { at: new Date().toISOString(), operator: me, ...(outcome.message !== undefined && { message: outcome.message }) });
        } catch (reason) {
            setProblem(reason);
        }
        setBusy(false);
    };
    const { replayed } = found ?? rejected;
    return (
        <Modal opened onClose={onClose} title={t('console.rejected.one')} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
            <div className={styles.stack}>
                <Text size="sm">
                    <When at={rejected.receivedAt} />, <Name text={rejected.from} />, <Name text={rejected.topic} />
                </Text>
                <Text size="sm">
                    {t('console.rejected.why')}: <strong><Name text={rejected.why} /></strong>
                </Text>
                {found?.payload !== undefined && <Raw text={found.payload} label={t('console.rejected.payload')} />}
                {found?.truncated && <Text size="sm" c="dimmed">{t('console.rejected.truncated')}</Text>}
                {found && found.payload === undefined && <Text size="sm">{t('removed.erased')}</Text>}
                {found === undefined && problem === undefined && <Loader size="sm" aria-label={t('loading')} />}
                {replayed && (
                    <Text size="sm">
                        {t('console.rejected.already')} <When at={replayed.at} />, <Name text={replayed.operator} />
                    </Text>
                )}
                {found?.payload !== undefined && !replayed && done === undefined && (
                    <>
                        <Text size="sm" c="dimmed">{t('console.rejected.replayHint')}</Text>
                        <ReasonedForm label={t('console.rejected.replay')} reason={reason} onReason={onReason} busy={busy} onSubmit={why => void run(why)} />
                    </>
                )}
                <div role="status">
                    {done && (
                        <Text>
                            {t('console.rejected.done')} <Name text={done.conversation} /> {done.message !== undefined && <Name text={done.message} />}
                        </Text>
                    )}
                </div>
                <Trouble reason={problem} say={(name, why) => (name === 'rejected-again' ? t('console.rejected.again', { why }) : undefined)} />
            </div>
        </Modal>
    );
}
