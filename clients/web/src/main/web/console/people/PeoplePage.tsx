import { Button, Input, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amount } from '../../i18n/format';
import styles from '../frame/Console.module.css';
import { Page, Part } from '../frame/Page';
import { Table, type Column } from '../frame/Records';
import { Name } from '../frame/Said';
import { State } from '../frame/State';
import { Trouble } from '../frame/Trouble';
import { usePoll } from '../frame/usePoll';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { online, type Asked, type Online, type OnlineDevice, type OnlineUser } from './online';

const EVERY = 10_000;
const STATES = ['', 'online', 'away'] as const;
const GOOD = { online: 'good', away: 'warn' } as const;

/** Who is connected, with which devices; it follows by itself. */
export default function PeoplePage() {
    const { t } = useTranslation();
    const [user, setUser] = useState('');
    const [state, setState] = useState<string>('');
    const [typed] = useDebouncedValue(user.trim(), 300);
    const asked: Asked = { ...(typed !== '' && { user: typed }), ...(state !== '' && { state }) };
    return (
        <Page title={t('console.people.title')} hint={t('console.people.hint')}>
            <Part title={t('console.filter')}>
                <div className={styles.fields}>
                    <TextInput type="search" label={t('console.user')} placeholder={t('console.people.whole')} value={user} dir="auto" spellCheck={false} autoComplete="off" onChange={event => setUser(event.currentTarget.value)} />
                    <Input.Wrapper label={t('console.state')} labelElement="div">
                        <SegmentedControl
                            fullWidth
                            aria-label={t('console.state')}
                            value={state}
                            onChange={setState}
                            data={STATES.map(value => ({ value, label: t(`console.people.${value || 'all'}`) }))}
                        />
                    </Input.Wrapper>
                </div>
            </Part>
            <Listed key={JSON.stringify(asked)} asked={asked} />
        </Page>
    );
}

/** Pages are looked through by where they start; each start is looked at again and again. */
function Listed({ asked }: { asked: Asked }) {
    const { t, i18n } = useTranslation();
    const { presence } = useOperator();
    const [starts, setStarts] = useState<(string | undefined)[]>([undefined]);
    const [found, setFound] = useState<Online>();
    const [reason, setReason] = useState<unknown>();
    const start = starts.at(-1);
    const look = async (signal: AbortSignal, from: string | undefined) => {
        try {
            setFound(await online(presence, asked, from, signal));
            setReason(undefined);
        } catch (problem) {
            if (!signal.aborted) setReason(problem);
        }
    };
    usePoll(signal => look(signal, start), EVERY);
    const turn = (to: (string | undefined)[]) => {
        setStarts(to);
        void look(new AbortController().signal, to.at(-1));
    };
    const columns: Column<OnlineUser>[] = [
        { name: t('console.user'), cell: one => <Name text={one.user} /> },
        { name: t('console.state'), cell: one => <State is={GOOD[one.state] ?? 'none'}>{t(`console.people.${one.state}`, { defaultValue: one.state })}</State> },
        { name: t('console.people.lastSeen'), cell: one => one.lastSeen ? <When at={one.lastSeen} /> : '–' },
        { name: t('console.people.devices'), cell: one => <Devices of={one.devices} />, wide: true },
    ];
    const numbers = found && (['users', 'devices', 'online', 'away'] as const).map(name => [name, found.counts[name]] as const);
    return (
        <Part title={t('console.people.now')}>
            <Trouble reason={reason} />
            {numbers && (
                <dl className={styles.numbers}>
                    {numbers.map(([name, value]) => (
                        <div key={name}>
                            <dt>{t(`console.people.count.${name}`)}</dt>
                            <dd>{amount(value, i18n.language)}</dd>
                        </div>
                    ))}
                </dl>
            )}
            {found && (
                <>
                    <p role="status">
                        {found.users.length === 0 && t('console.people.none')}
                    </p>
                    {found.users.length > 0 && <Table label={t('console.people.title')} columns={columns} rows={found.users} keyOf={one => one.user} />}
                    <div className={styles.buttons}>
                        {starts.length > 1 && (
                            <Button variant="default" onClick={() => turn(starts.slice(0, -1))}>
                                {t('console.previous')}
                            </Button>
                        )}
                        {found.next && (
                            <Button variant="default" onClick={() => turn([...starts, found.next!])}>
                                {t('console.next')}
                            </Button>
                        )}
                    </div>
                </>
            )}
        </Part>
    );
}

function Devices({ of }: { of: OnlineDevice[] }) {
    const { t } = useTranslation();
    return (
        <ul className={styles.plain}>
            {of.map(one => (
                <li key={one.device}>
                    <Name text={one.device} /> – {t(`console.people.${one.state}`, { defaultValue: one.state })}
                    {one.since && (
                        <>
                            {' '}
                            (<When at={one.since} />)
                        </>
                    )}
                </li>
            ))}
        </ul>
    );
}
