import { ActionIcon, Menu, Popover } from '@mantine/core';
import {
    IconArrowBackUp, IconArrowForwardUp, IconCopy, IconDots, IconInfoCircle, IconMoodSmile, IconPencil, IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { startEdit, startReply } from '../composer/drafts';
import type { Message } from '../core/message';
import type { Conversation } from '../store/conversation';
import { QuickReactions } from './QuickReactions';
import type { Asked } from './MessageDialogs';
import styles from './BubbleActions.module.css';

interface Props {
    message: Message;
    conversation: Conversation;
    mine: boolean;
    onAsk: (what: Asked['what'], message: Message) => void;
}

/** What can be done with a message: seen when it is pointed at, touched or focused. */
export function BubbleActions({ message, conversation, mine, onAsk }: Props) {
    const { t } = useTranslation();
    const { store } = useSession();
    const [reacting, setReacting] = useState(false);
    const [open, setOpen] = useState(false);
    const stored = message.position !== undefined;
    const said = message.type === 'text' && message.text !== '';
    const writes = conversation.kind === 'direct' || conversation.role !== undefined;
    return (
        <span className={styles.actions} data-open={reacting || open || undefined}>
            {writes && (
                <Popover opened={reacting} onChange={setReacting} position="top" shadow="md" radius="xl" trapFocus returnFocus>
                    <Popover.Target>
                        <ActionIcon size={32} aria-label={t('reaction.add')} onClick={() => setReacting(true)}>
                            <IconMoodSmile size={19} />
                        </ActionIcon>
                    </Popover.Target>
                    <Popover.Dropdown p={4} aria-label={t('reaction.add')}>
                        <QuickReactions message={message} onDone={() => setReacting(false)} />
                    </Popover.Dropdown>
                </Popover>
            )}
            <Menu opened={open} onChange={setOpen} position="bottom-end" width={210}>
                <Menu.Target>
                    <ActionIcon size={32} aria-label={t('message.actions')} data-actions>
                        <IconDots size={19} />
                    </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                    {writes && (
                        <Menu.Item leftSection={<IconArrowBackUp size={18} />} onClick={() => void startReply(store, message)}>
                            {t('message.reply')}
                        </Menu.Item>
                    )}
                    {said && (
                        <Menu.Item leftSection={<IconArrowForwardUp size={18} />} onClick={() => onAsk('forward', message)}>
                            {t('message.forward')}
                        </Menu.Item>
                    )}
                    {said && (
                        <Menu.Item leftSection={<IconCopy size={18} />} onClick={() => void navigator.clipboard.writeText(message.text)}>
                            {t('message.copy')}
                        </Menu.Item>
                    )}
                    {mine && said && writes && (
                        <Menu.Item leftSection={<IconPencil size={18} />} onClick={() => void startEdit(store, message)}>
                            {t('message.edit')}
                        </Menu.Item>
                    )}
                    {mine && stored && (
                        <Menu.Item leftSection={<IconInfoCircle size={18} />} onClick={() => onAsk('info', message)}>
                            {t('message.info')}
                        </Menu.Item>
                    )}
                    <Menu.Item leftSection={<IconTrash size={18} />} color="var(--danger)" onClick={() => onAsk('delete', message)}>
                        {t('message.delete')}
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
        </span>
    );
}
