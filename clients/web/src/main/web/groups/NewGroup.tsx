import { Alert, Button, Group, Modal, Pill, PillsInput, Stack, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { isUser } from '../core/ids';
import { conversationOf } from '../store/ingest';
import { failureText } from '../app/failure';

/** A name, and who is in it from the start. */
export default function NewGroup({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    const { groups, store } = useSession();
    const [name, setName] = useState('');
    const [users, setUsers] = useState<string[]>([]);
    const [typed, setTyped] = useState('');
    const [problem, setProblem] = useState<string>();
    const [busy, setBusy] = useState(false);
    // The same for each try: pressing twice makes one group.
    const key = useRef(uuidv7());
    const take = () => {
        const user = typed.trim().toLowerCase();
        if (user === '') return users;
        if (!isUser(user)) {
            setProblem(t('group.notAUser', { user }));
            return undefined;
        }
        const all = [...new Set([...users, user])];
        setUsers(all);
        setTyped('');
        setProblem(undefined);
        return all;
    };
    const create = async () => {
        const all = take();
        if (!all) return;
        setBusy(true);
        setProblem(undefined);
        try {
            const group = await groups.create(name.trim(), key.current);
            await store.transaction('rw', store.conversations, async () => {
                const newest = await store.conversations.orderBy('lastOrder').last();
                const known = await conversationOf(store, group.id);
                const lastOrder = known.lastOrder || (newest?.lastOrder ?? 0);
                await store.conversations.put({ ...known, name: group.name, role: 'owner', lastOrder });
            });
            const outcomes = all.length > 0 ? await groups.add(group.id, all) : [];
            const refused = outcomes.filter(one => one.outcome === 'refused').map(one => one.user);
            if (refused.length > 0) {
                const { notifications } = await import('@mantine/notifications');
                notifications.show({ color: 'red', message: t('group.notAdded', { users: refused.join(', ') }) });
            }
            go({ page: 'conversation', id: group.id });
            onClose();
        } catch (reason) {
            setProblem(failureText(reason, t));
            setBusy(false);
        }
    };
    return (
        <Modal opened onClose={onClose} title={t('group.new')} closeButtonProps={{ 'aria-label': t('close') }}>
            <Stack>
                <TextInput label={t('group.name')} maxLength={100} value={name} onChange={event => setName(event.currentTarget.value)} data-autofocus required />
                <PillsInput label={t('group.members')} description={t('group.membersHint')}>
                    <Pill.Group>
                        {users.map(user => (
                            <Pill key={user} withRemoveButton onRemove={() => setUsers(users.filter(one => one !== user))} removeButtonProps={{ 'aria-label': t('remove', { what: user }) }}>
                                {user}
                            </Pill>
                        ))}
                        <PillsInput.Field
                            aria-label={t('group.members')}
                            value={typed}
                            onChange={event => setTyped(event.currentTarget.value)}
                            onBlur={take}
                            onKeyDown={event => {
                                if (event.key === 'Enter' || event.key === ',' || event.key === ' ') {
                                    event.preventDefault();
                                    take();
                                } else if (event.key === 'Backspace' && typed === '') {
                                    setUsers(users.slice(0, -1));
                                }
                            }}
                        />
                    </Pill.Group>
                </PillsInput>
                {problem !== undefined && (
                    <Alert color="red" role="alert">
                        {problem}
                    </Alert>
                )}
                <Group justify="flex-end">
                    <Button variant="default" onClick={onClose}>
                        {t('cancel')}
                    </Button>
                    <Button onClick={() => void create()} loading={busy} disabled={name.trim() === ''}>
                        {t('group.create')}
                    </Button>
                </Group>
            </Stack>
        </Modal>
    );
}
