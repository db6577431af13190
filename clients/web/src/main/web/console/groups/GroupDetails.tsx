import { Button, Loader } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { Part } from '../frame/Page';
import { Table, type Column } from '../frame/Records';
import { Name, Said } from '../frame/Said';
import { Trouble } from '../frame/Trouble';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { hashOf } from '../route';
import { details, type Details, type Member } from './groups';

/** One group, its members and their roles. */
export function GroupDetails({ id }: { id: string }) {
    const { t } = useTranslation();
    const { groups } = useOperator();
    const [found, setFound] = useState<Details>();
    const [problem, setProblem] = useState<unknown>();
    const load = useCallback(() => {
        setProblem(undefined);
        details(groups, id).then(setFound, setProblem);
    }, [groups, id]);
    useEffect(load, [load]);
    const columns: Column<Member>[] = [
        { name: t('console.user'), cell: one => <Name text={one.user} />, wide: true },
        { name: t('console.groups.role'), cell: one => t(`role.${one.role}`, { defaultValue: one.role }) },
        { name: t('console.since'), cell: one => <When at={one.since} /> },
    ];
    return (
        <>
            <div>
                <Button component="a" href={hashOf({ page: 'groups' })} variant="default" leftSection={<IconArrowLeft size={18} className="mirrored" />}>
                    {t('console.groups.back')}
                </Button>
            </div>
            <Trouble reason={problem} onRetry={load} />
            {found === undefined && problem === undefined && <Loader size="sm" aria-label={t('loading')} />}
            {found && (
                <Part title={t('console.groups.one')}>
                    <p>
                        <strong>
                            <Said text={found.group.name} />
                        </strong>{' '}
                        <span className={styles.soft}>
                            <Name text={found.group.id} />
                        </span>
                    </p>
                    <p className={styles.soft}>
                        {t('console.groups.created')}: <When at={found.group.createdAt} />, <Name text={found.group.createdBy} />. {t('console.groups.writes')}:{' '}
                        {t(found.group.announcementOnly ? 'console.groups.admins' : 'console.groups.all')}.
                    </p>
                    <Table label={t('console.groups.members')} columns={columns} rows={found.members} keyOf={one => one.user} />
                </Part>
            )}
        </>
    );
}
