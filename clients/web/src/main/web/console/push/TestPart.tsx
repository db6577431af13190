import { Button, Select, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { Part } from '../frame/Page';
import { Table } from '../frame/Records';
import { Name } from '../frame/Said';
import { State } from '../frame/State';
import { Trouble } from '../frame/Trouble';
import { useOperator } from '../operator';
import { myDevices, test, type Device, type TestReport } from './ledger';

/** A notification to one of the operator's own devices, step by step: nobody sends one to somebody else's. */
export function TestPart() {
    const { t } = useTranslation();
    const { push } = useOperator();
    const [devices, setDevices] = useState<Device[]>();
    const [device, setDevice] = useState<string | null>(null);
    const [report, setReport] = useState<TestReport>();
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<unknown>();
    useEffect(() => {
        myDevices(push).then(all => {
            setDevices(all);
            setDevice(all[0]?.device ?? null);
        }, setProblem);
    }, [push]);
    const run = async () => {
        if (device === null) return;
        setBusy(true);
        setProblem(undefined);
        await test(push, device).then(setReport, setProblem);
        setBusy(false);
    };
    return (
        <Part title={t('console.test.title')}>
            <p className={styles.soft}>{t('console.test.hint')}</p>
            {devices?.length === 0 && <Text size="sm">{t('console.test.none')}</Text>}
            {devices !== undefined && devices.length > 0 && (
                <div className={styles.fields}>
                    <Select
                        label={t('console.test.device')}
                        value={device}
                        allowDeselect={false}
                        data={devices.map(one => ({ value: one.device, label: one.name ? `${one.device} (${one.name})` : one.device }))}
                        onChange={setDevice}
                    />
                    <Button mt="auto" loading={busy} onClick={() => void run()}>
                        {t('console.test.run')}
                    </Button>
                </div>
            )}
            <Trouble reason={problem} />
            <div role="status" className={styles.stack}>
                {report && <State is={report.delivered ? 'good' : 'bad'}>{t(report.delivered ? 'console.test.taken' : 'console.test.failed')}</State>}
            </div>
            {report && (
                <Table
                    label={t('console.test.title')}
                    rows={report.steps}
                    keyOf={one => one.step}
                    columns={[
                        { name: t('console.test.step'), cell: one => t(`console.step.${one.step}`, { defaultValue: one.step }) },
                        { name: t('console.state'), cell: one => <State is={one.ok ? 'good' : 'bad'}>{t(one.ok ? 'console.test.ok' : 'console.test.notOk')}</State> },
                        { name: t('console.push.detail'), cell: one => <Name text={one.detail} />, wide: true },
                    ]}
                />
            )}
        </Part>
    );
}
