import { Alert, Loader, Modal, Stack, Table, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageReceipts } from '../api/archive';
import { useSession } from '../app/session';
import { oneLine } from '../core/display';
import type { Message } from '../core/message';
import { fullTime, shortTime, timeOfDay } from '../i18n/format';

/** To whom a message of mine was delivered and who has read it, and when. */
export default function MessageInfo({ message, onClose }: { message: Message; onClose: () => void }) {
    const { t, i18n } = useTranslation();
    const { archive } = useSession();
    const [receipts, setReceipts] = useState<MessageReceipts>();
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        archive.messageReceipts(message.id).then(setReceipts, () => setFailed(true));
    }, [archive, message.id]);
    const users = [...new Set(receipts?.receipts.map(one => one.user))];
    const when = (user: string, state: 'delivered' | 'read') => {
        const at = receipts?.receipts.find(one => one.user === user && one.state === state)?.at;
        return at === undefined ? '–' : `${shortTime(Date.parse(at), Date.now(), i18n.language)} ${timeOfDay(Date.parse(at), i18n.language)}`;
    };
    return (
        <Modal opened onClose={onClose} title={t('message.info')} closeButtonProps={{ 'aria-label': t('close') }}>
            <Stack gap="sm">
                <Text dir="auto" fs="italic">
                    {oneLine(message.text)}
                </Text>
                <Text size="sm">{t('messageInfo.sent', { at: fullTime(message.at, i18n.language) })}</Text>
                {failed && <Alert color="red">{t('failure.unreachable')}</Alert>}
                {!receipts && !failed && <Loader size="sm" aria-label={t('loading')} />}
                {receipts && <Text size="sm">{t('messageInfo.counts', { delivered: receipts.delivered, read: receipts.read, of: receipts.of })}</Text>}
                {users.length > 0 && (
                    <Table>
                        <Table.Thead>
                            <Table.Tr>
                                <Table.Th>{t('messageInfo.who')}</Table.Th>
                                <Table.Th>{t('tick.delivered')}</Table.Th>
                                <Table.Th>{t('tick.read')}</Table.Th>
                            </Table.Tr>
                        </Table.Thead>
                        <Table.Tbody>
                            {users.map(user => (
                                <Table.Tr key={user}>
                                    <Table.Td>{user}</Table.Td>
                                    <Table.Td>{when(user, 'delivered')}</Table.Td>
                                    <Table.Td>{when(user, 'read')}</Table.Td>
                                </Table.Tr>
                            ))}
                        </Table.Tbody>
                    </Table>
                )}
            </Stack>
        </Modal>
    );
}
