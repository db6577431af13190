import type { TFunction } from 'i18next';
import styles from '../frame/Console.module.css';
import type { Column } from '../frame/Records';
import { Name } from '../frame/Said';
import { State } from '../frame/State';
import { When } from '../frame/When';
import type { Entry } from './ledger';

const GOOD: Record<string, 'good' | 'warn' | 'bad'> = {
    accepted: 'good',
    cleared: 'good',
    retried: 'warn',
    held: 'warn',
    refused: 'bad',
    expired: 'bad',
    'dead-target': 'bad',
};

/** Where the conversation is known. */
export const columnsOfOne = (t: TFunction): Column<Entry>[] => [
    { name: t('console.when'), cell: row => <When at={row.at} /> },
    {
        name: t('console.push.whose'),
        cell: row => (
            <>
                <Name text={row.user} />
                <br />
                <Name text={row.device} />
            </>
        ),
    },
    { name: t('console.push.event'), cell: row => <State is={GOOD[row.event] ?? 'none'}>{t(`console.event.${row.event}`, { defaultValue: row.event })}</State> },
    { name: t('console.push.detail'), cell: row => (row.detail ? <Name text={row.detail} /> : '–'), wide: true },
];

export const columnsOf = (t: TFunction): Column<Entry>[] => [
    ...columnsOfOne(t),
    {
        name: t('console.push.of'),
        cell: row =>
            row.conversation ? (
                <>
                    <Name text={row.conversation} />
                    {row.message && (
                        <span className={styles.soft}>
                            {' '}
                            <Name text={row.message} />
                        </span>
                    )}
                </>
            ) : (
                '–'
            ),
        wide: true,
    },
];
