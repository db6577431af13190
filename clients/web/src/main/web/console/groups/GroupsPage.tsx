import { Anchor, Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { asked, TextField } from '../frame/fields';
import { Page, Part } from '../frame/Page';
import { Records, type Column } from '../frame/Records';
import { Name, Said } from '../frame/Said';
import { usePages } from '../frame/usePages';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { hashOf } from '../route';
import { CheckPart } from './CheckPart';
import { GroupDetails } from './GroupDetails';
import { list, type Group } from './groups';

const NOTHING = { text: '', member: '' };

/** Which groups there are and who is in them, and whether database and log agree on it. */
export default function GroupsPage({ one }: { one: string | undefined }) {
    const { t } = useTranslation();
    return (
        <Page title={t('console.groups.title')} hint={t('console.groups.hint')}>
            {one === undefined ? <Listed /> : <GroupDetails key={one} id={one} />}
            {one === undefined && <CheckPart />}
        </Page>
    );
}

function Listed() {
    const { t } = useTranslation();
    const { groups } = useOperator();
    const [fields, setFields] = useState(NOTHING);
    const pages = usePages<Group>();
    const { ask } = pages;
    const find = useCallback(
        (wanted: typeof NOTHING) =>
            ask(async (cursor, signal) => {
                const page = await list(groups, asked(wanted), cursor, signal);
                return { rows: page.groups, next: page.next };
            }),
        [ask, groups],
    );
    useEffect(() => find(NOTHING), [find]);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        find(fields);
    };
    const field = { fields, onChange: setFields };
    const columns: Column<Group>[] = [
        {
            name: t('console.groups.name'),
            cell: row => (
                <Anchor href={hashOf({ page: 'groups', one: row.id })}>
                    <Said text={row.name} />
                </Anchor>
            ),
            wide: true,
        },
        { name: t('console.groups.members'), cell: row => row.members },
        { name: t('console.groups.created'), cell: row => <When at={row.createdAt} /> },
        { name: t('console.groups.by'), cell: row => <Name text={row.createdBy} /> },
        { name: t('console.groups.changed'), cell: row => <When at={row.changedAt} /> },
        { name: t('console.groups.writes'), cell: row => t(row.announcementOnly ? 'console.groups.admins' : 'console.groups.all') },
    ];
    return (
        <>
            <Part title={t('console.filter')}>
                <form className={styles.form} onSubmit={submit}>
                    <div className={styles.fields}>
                        <TextField {...field} name="text" label={t('console.groups.text')} />
                        <TextField {...field} name="member" label={t('console.groups.member')} />
                    </div>
                    <div className={styles.buttons}>
                        <Button type="submit" leftSection={<IconSearch size={18} />} loading={pages.state === 'busy'}>
                            {t('console.search')}
                        </Button>
                    </div>
                </form>
            </Part>
            <Part title={t('console.found')}>
                <Records label={t('console.groups.title')} columns={columns} pages={pages} keyOf={row => row.id} none={t('console.groups.none')} />
            </Part>
        </>
    );
}
