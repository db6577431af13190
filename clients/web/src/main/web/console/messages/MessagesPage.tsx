import { Button } from '@mantine/core';
import { IconEraser, IconSearch } from '@tabler/icons-react';
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { asked, TextField, TimeField } from '../frame/fields';
import { Page, Part } from '../frame/Page';
import { useReason } from '../frame/reason';
import { ReasonedForm } from '../frame/ReasonedForm';
import { Records, type Column } from '../frame/Records';
import { Name } from '../frame/Said';
import { usePages } from '../frame/usePages';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { AroundDialog } from './AroundDialog';
import { ErasureDialog } from './ErasureDialog';
import { ExportButton } from './ExportButton';
import { find, type Found, type Target } from './oversight';
import { Text } from './Text';

const NOTHING = { user: '', conversation: '', text: '', since: '', until: '' };

/** Who wrote what to whom and when; nothing is shown without a reason. */
export default function MessagesPage() {
    const { t } = useTranslation();
    const { archive } = useOperator();
    const [reason, setReason] = useReason('messages');
    const [fields, setFields] = useState(NOTHING);
    const [given, setGiven] = useState('');
    const [looking, setLooking] = useState<Found>();
    const [erasing, setErasing] = useState<ComponentProps<typeof ErasureDialog>['about']>();
    const pages = usePages<Found>();
    const search = (why: string) => {
        const filter = asked(fields);
        setGiven(why);
        pages.ask(async (cursor, signal) => {
            const { messages, next } = await find(archive, filter, why, { cursor }, signal);
            return { rows: messages, next };
        });
    };
    const erased = (target: Target) => pages.change(rows => rows.map(row => (isMeant(row, target) ? asErased(row) : row)));
    const field = { fields, onChange: setFields };
    const columns: Column<Found>[] = [
        { name: t('console.when'), cell: row => <When at={row.receivedAt} /> },
        {
            name: t('console.messages.who'),
            cell: row => (
                <>
                    <Name text={row.from} /> → <Name text={row.to} />
                </>
            ),
        },
        { name: t('console.conversation'), cell: row => <Name text={row.conversation} /> },
        { name: t('console.messages.text'), cell: row => <Text message={row} />, wide: true },
        {
            name: t('console.actions'),
            cell: row => (
                <span className={styles.line}>
                    <Button size="compact-sm" variant="default" onClick={() => setLooking(row)}>
                        {t('console.messages.around')}
                    </Button>
                    {row.removed === undefined && (
                        <Button size="compact-sm" variant="default" c="var(--danger)" onClick={() => setErasing({ kind: 'messageId', name: row.id, text: row.message })}>
                            {t('console.erase.start')}
                        </Button>
                    )}
                </span>
            ),
        },
    ];
    return (
        <Page title={t('console.messages.title')} hint={t('console.messages.hint')}>
            <Part title={t('console.filter')}>
                <ReasonedForm
                    label={t('console.search')}
                    icon={<IconSearch size={18} />}
                    reason={reason}
                    onReason={setReason}
                    busy={pages.state === 'busy'}
                    onSubmit={search}
                    also={whenGiven => (
                        <>
                            <ExportButton filter={() => asked(fields)} given={whenGiven} />
                            <Button
                                variant="default"
                                c="var(--danger)"
                                leftSection={<IconEraser size={18} />}
                                onClick={() => setErasing(fields.conversation.trim() === '' ? { kind: 'user', name: fields.user.trim() } : { kind: 'conversation', name: fields.conversation.trim() })}
                            >
                                {t('console.erase.start')}
                            </Button>
                        </>
                    )}
                >
                    <TextField {...field} name="user" label={t('console.user')} />
                    <TextField {...field} name="conversation" label={t('console.conversation')} />
                    <TextField {...field} name="text" label={t('console.messages.words')} />
                    <TimeField {...field} name="since" label={t('console.from')} />
                    <TimeField {...field} name="until" label={t('console.until')} />
                </ReasonedForm>
            </Part>
            {pages.state !== 'idle' && (
                <Part title={t('console.found')}>
                    <Records label={t('console.messages.title')} columns={columns} pages={pages} keyOf={row => `${row.id} ${row.position}`} none={t('console.messages.none')} />
                </Part>
            )}
            {looking && <AroundDialog message={looking} reason={given} onClose={() => setLooking(undefined)} />}
            {erasing && <ErasureDialog about={erasing} reason={reason} onReason={setReason} onClose={() => setErasing(undefined)} onErased={erased} />}
        </Page>
    );
}

function isMeant(row: Found, target: Target): boolean {
    if ('user' in target) return row.from === target.user;
    if ('conversation' in target) return row.conversation === target.conversation;
    return row.id === target.messageId || (row.type === 'edit' && row.ref === target.messageId);
}

function asErased(row: Found): Found {
    const { message: _text, payload: _payload, ...rest } = row;
    return { ...rest, removed: row.removed ?? 'erased' };
}
