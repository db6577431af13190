import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../api/http';
import { amount } from '../../i18n/format';
import styles from '../frame/Console.module.css';
import { Page, Part } from '../frame/Page';
import { Table, type Column } from '../frame/Records';
import { State } from '../frame/State';
import { Trouble } from '../frame/Trouble';
import { usePoll } from '../frame/usePoll';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { append, ask, type Health, type Hop, type HopState } from './health';
import { Chart } from './Chart';
import own from './Health.module.css';

const EVERY = 5_000;

/** What is drawn, in this order, and what its numbers are. */
const CHARTS = [
    ['publishToArchivedMs', 'ms'],
    ['messagesPerSecond', 'rate'],
    ['backlog', 'count'],
    ['rejectedPerSecond', 'rate'],
    ['pushOutcomesPerSecond', 'rate'],
    ['publishToPushedMs', 'ms'],
    ['publishToKafkaMs', 'ms'],
    ['publishToReceivedMs', 'ms'],
    ['groupChangeToKafkaMs', 'ms'],
    ['brokerPerSecond', 'rate'],
    ['receiptsPerSecond', 'rate'],
    ['refusedPerSecond', 'rate'],
    ['pushNow', 'count'],
    ['connections', 'count'],
    ['presenceUsers', 'count'],
] as const;

/** Names of rules and vendors are the same in all languages. */
const PLAIN = /^\w+$/;

const GOOD: Record<HopState, 'good' | 'warn' | 'bad' | 'none'> = { up: 'good', degraded: 'warn', down: 'bad', unknown: 'none' };

/** How each hop is, now and in the last half hour. */
export default function HealthPage() {
    const { t, i18n } = useTranslation();
    const { web } = useOperator();
    const [health, setHealth] = useState<Health>();
    const [reason, setReason] = useState<unknown>();
    const known = useRef<Health>(undefined);
    const look = useCallback(
        async (signal: AbortSignal) => {
            try {
                const more = await ask(web, known.current?.times.at(-1), signal);
                known.current = append(known.current, more);
                setHealth(known.current);
                setReason(undefined);
            } catch (problem) {
                if (!signal.aborted) setReason(problem instanceof Failure || problem instanceof Error ? problem : new Error(String(problem)));
            }
        },
        [web],
    );
    usePoll(look, EVERY);
    const columns: Column<Hop>[] = [
        { name: t('console.health.hop'), cell: hop => <strong>{t(`console.hop.${hop.name}`, { defaultValue: hop.name })}</strong> },
        { name: t('console.state'), cell: hop => <State is={GOOD[hop.state] ?? 'none'}>{t(`console.health.state.${hop.state}`, { defaultValue: hop.state })}</State> },
        { name: t('console.since'), cell: hop => (hop.since === null ? '–' : <When at={hop.since} />) },
        { name: t('console.health.waitsFor'), cell: hop => (hop.waitsFor.length === 0 ? '–' : <List of={hop.waitsFor} />), wide: true },
    ];
    const say = {
        ms: (value: number) => (value >= 1000 ? `${amount(value / 1000, i18n.language)} s` : `${amount(value, i18n.language)} ms`),
        rate: (value: number) => `${amount(value, i18n.language)}/s`,
        count: (value: number) => amount(value, i18n.language),
    };
    return (
        <Page title={t('console.health.title')} hint={t('console.health.hint')}>
            <Trouble reason={reason} />
            {health && (
                <>
                    <Part title={t('console.health.hops')}>
                        <p className={styles.soft}>
                            {t('console.asOf')} <When at={health.at} />
                        </p>
                        <Table label={t('console.health.hops')} columns={columns} rows={health.services} keyOf={hop => hop.name} />
                    </Part>
                    <div className={own.charts}>
                        {CHARTS.map(([group, kind]) => (
                            <Chart
                                key={group}
                                title={t(`console.chart.${group}`)}
                                times={health.times}
                                lines={health.series[group] ?? {}}
                                nameOf={line => (PLAIN.test(line) ? t(`console.line.${line}`, { defaultValue: line }) : line)}
                                say={say[kind]}
                            />
                        ))}
                    </div>
                </>
            )}
        </Page>
    );
}

function List({ of }: { of: string[] }) {
    return (
        <ul className={styles.plain} dir="ltr" lang="en">
            {of.map(one => (
                <li key={one}>{one}</li>
            ))}
        </ul>
    );
}
