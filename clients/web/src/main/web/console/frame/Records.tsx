import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pages } from './usePages';
import { Trouble } from './Trouble';
import styles from './Console.module.css';

export interface Column<Row> {
    name: string;
    cell: (row: Row) => ReactNode;
    /** Takes what the others leave. */
    wide?: boolean;
}

interface TableProps<Row> {
    label: string;
    columns: Column<Row>[];
    rows: Row[];
    keyOf: (row: Row) => string;
}

/** A table; on a narrow screen each row is a card, and stays a row to screen readers. */
export function Table<Row>({ label, columns, rows, keyOf }: TableProps<Row>) {
    return (
        <table className={styles.table} role="table" aria-label={label}>
            <thead role="rowgroup">
                <tr role="row">
                    {columns.map(({ name, wide }) => (
                        <th key={name} role="columnheader" scope="col" data-wide={wide || undefined}>
                            {name}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {rows.map(row => (
                    <tr key={keyOf(row)} role="row" data-row={keyOf(row)}>
                        {columns.map(({ name, cell }) => (
                            <td key={name} role="cell" data-label={name}>
                                <div>{cell(row)}</div>
                            </td>
                        ))}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

interface RecordsProps<Row> extends Omit<TableProps<Row>, 'rows'> {
    pages: Pages<Row>;
    /** Where nothing was found. */
    none: string;
}

/** Pages of a table as they were loaded: how many, the next, and what went wrong. */
export function Records<Row>({ pages, none, ...table }: RecordsProps<Row>) {
    const { t } = useTranslation();
    const { rows, state, next, reason } = pages;
    const more = next !== undefined;
    return (
        <div className={styles.records} aria-busy={state === 'busy'}>
            <p role="status" className={styles.count}>
                {state === 'done' && (rows.length === 0 ? none : t(more ? 'console.shownMore' : 'console.shown', { count: rows.length }))}
            </p>
            <Trouble reason={reason} onRetry={pages.again} />
            {rows.length > 0 && <Table {...table} rows={rows} />}
            {state === 'busy' && <Loader size="sm" aria-label={t('loading')} />}
            {state === 'done' && more && (
                <Button variant="default" onClick={pages.more}>
                    {t('console.more')}
                </Button>
            )}
        </div>
    );
}
