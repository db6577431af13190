import { Button, Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { Part } from '../frame/Page';
import { Table, type Column } from '../frame/Records';
import { Name } from '../frame/Said';
import { Trouble } from '../frame/Trouble';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { check, repair, type Difference, type Report } from './groups';

/** Compares database and log, and says again on the log what they disagree on. */
export function CheckPart() {
    const { t } = useTranslation();
    const { groups } = useOperator();
    const [report, setReport] = useState<Report>();
    const [done, setDone] = useState<{ published: number; left: number }>();
    const [endUnknown, setEndUnknown] = useState(false);
    const [busy, setBusy] = useState<'check' | 'repair'>();
    const [problem, setProblem] = useState<unknown>();
    const attempt = async (what: 'check' | 'repair', work: () => Promise<void>) => {
        setBusy(what);
        setProblem(undefined);
        await work().catch(setProblem);
        setBusy(undefined);
    };
    const look = () =>
        attempt('check', async () => {
            setDone(undefined);
            setEndUnknown(false);
            setReport(await check(groups));
        });
    const mend = () =>
        attempt('repair', async () => {
            setDone(await repair(groups, endUnknown));
            setReport(undefined);
        });
    const unknown = report?.differences.some(one => one.kind === 'unknown') ?? false;
    const columns: Column<Difference>[] = [
        { name: t('console.check.key'), cell: one => <Name text={one.key} />, wide: true },
        { name: t('console.check.kind'), cell: one => t(`console.check.is.${one.kind}`, { defaultValue: one.kind }) },
        { name: t('console.check.database'), cell: one => one.database ?? '–' },
        { name: t('console.check.log'), cell: one => one.log ?? '–' },
    ];
    return (
        <Part title={t('console.check.title')}>
            <p className={styles.soft}>{t('console.check.hint')}</p>
            <div className={styles.buttons}>
                <Button variant="default" loading={busy === 'check'} onClick={() => void look()}>
                    {t('console.check.run')}
                </Button>
            </div>
            <div role="status" className={styles.stack}>
                {report && (
                    <Text size="sm">
                        <When at={report.checkedAt} />: {t('console.check.counted', { groups: report.groups, members: report.members, blocks: report.blocks, records: report.records })}{' '}
                        <strong>{t(report.differing === 0 ? 'console.check.agree' : 'console.check.differ', { count: report.differing })}</strong>{' '}
                        {report.underWay > 0 && t('console.check.underWay', { count: report.underWay })}
                    </Text>
                )}
                {done && <Text size="sm">{t('console.check.repaired', done)}</Text>}
            </div>
            {report && report.differing > 0 && (
                <>
                    <Table label={t('console.check.title')} columns={columns} rows={report.differences} keyOf={one => one.key} />
                    {unknown && <Checkbox label={t('console.check.endUnknown')} description={t('console.check.endUnknownHint')} checked={endUnknown} onChange={event => setEndUnknown(event.currentTarget.checked)} />}
                    <div className={styles.buttons}>
                        <Button loading={busy === 'repair'} onClick={() => void mend()} {...(endUnknown && { color: 'red.8' })}>
                            {t(endUnknown ? 'console.check.repairAll' : 'console.check.repair')}
                        </Button>
                    </div>
                </>
            )}
            <Trouble reason={problem} />
        </Part>
    );
}
