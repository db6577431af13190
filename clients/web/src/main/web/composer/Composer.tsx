import { ActionIcon, Popover, Textarea, Tooltip } from '@mantine/core';
import { IconMoodSmile, IconSend2 } from '@tabler/icons-react';
import { useLiveQuery } from 'dexie-react-hooks';
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { mentionBeingTyped, mentioned } from '../core/mentions';
import type { Conversation } from '../store/conversation';
import { startEdit, stop, write } from './drafts';
import { EditedMessage } from './EditedMessage';
import { lastOfMine } from './lastOfMine';
import { MentionList, useMembers } from './MentionList';
import { ReplyPreview } from './ReplyPreview';
import { useSayTyping } from './typing';
import styles from './Composer.module.css';

const EmojiPicker = lazy(() => import('./EmojiPicker'));
/** In bytes, with room for the rest of a message's 64 KiB. */
const LONGEST = 60_000;

interface Props {
    conversation: Conversation;
    /** Something new is in the outbox. */
    onSaid: () => void;
}

/** What is being written survives reload and switching; Enter sends it. */
export function Composer({ conversation, onSaid }: Props) {
    const { t } = useTranslation();
    const { store, compose, me } = useSession();
    const { id } = conversation;
    const kept = useLiveQuery(() => store.drafts.get(id), [store, id]);
    const [text, setText] = useState('');
    const [picking, setPicking] = useState(false);
    const [cursor, setCursor] = useState(0);
    const [choice, setChoice] = useState(0);
    const area = useRef<HTMLTextAreaElement>(null);
    /** Whoever types before the draft was read keeps what he typed. */
    const typedIn = useRef(false);
    const typing = useSayTyping(id);
    const members = useMembers(conversation);
    const editing = kept?.editing;
    const tooLong = new TextEncoder().encode(text).length > LONGEST;

    useEffect(() => {
        void store.drafts.get(id).then(draft => typedIn.current || setText(draft?.text ?? ''));
        if (matchMedia('(hover: hover)').matches) area.current?.focus();
    }, [store, id]);
    useEffect(() => {
        if (editing !== undefined) void store.drafts.get(id).then(draft => setText(draft?.text ?? ''));
        if (editing !== undefined || kept?.replyTo !== undefined) area.current?.focus();
    }, [store, id, editing, kept?.replyTo]);

    const change = (value: string, at: number) => {
        typedIn.current = true;
        setText(value);
        setCursor(at);
        setChoice(0);
        void write(store, id, value);
        if (value.trim() === '') typing.stopped();
        else typing.typed();
    };
    const send = async () => {
        const said = text.trim();
        if (said === '' || tooLong) return;
        setText('');
        typing.stopped();
        // Whatever happens to this tab, it is a draft or in the outbox.
        await store.transaction('rw', store.tables, async () => {
            await store.drafts.delete(id);
            await (editing === undefined ? say(said) : edit(editing, said));
        });
        if (editing === undefined) onSaid();
    };
    const edit = async (edited: string, said: string) => {
        const message = await store.messages.get([id, edited]);
        if (message && message.text !== said) await compose.edit(message, said);
    };
    const say = (said: string) => {
        const ref = kept?.replyTo;
        const mentions = mentioned(said, members);
        return compose.say(id, { text: said, ...(ref !== undefined && { ref }), ...(mentions.length > 0 && { mentions }) });
    };
    const insert = (piece: string, from: number, to: number) => {
        const value = text.slice(0, from) + piece + text.slice(to);
        change(value, from + piece.length);
        requestAnimationFrame(() => {
            area.current?.focus();
            area.current?.setSelectionRange(from + piece.length, from + piece.length);
        });
    };
    const mention = members.length > 0 ? mentionBeingTyped(text, cursor) : undefined;
    const found = mention ? members.filter(name => name !== me && name.startsWith(mention.query)).slice(0, 6) : [];
    const take = (name: string) => mention && insert(`@${name} `, mention.start, cursor);

    const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (event.nativeEvent.isComposing) return;
        if (found.length > 0 && mentionKeys(event)) return;
        if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            void send();
        } else if (event.key === 'Escape' && (editing !== undefined || kept?.replyTo !== undefined)) {
            event.preventDefault();
            if (editing !== undefined) setText('');
            void stop(store, id);
        } else if (event.key === 'ArrowUp' && !event.altKey && text === '' && editing === undefined) {
            event.preventDefault();
            void lastOfMine(store, id).then(message => message && startEdit(store, message));
        }
    };
    const mentionKeys = (event: KeyboardEvent): boolean => {
        if (event.key === 'ArrowDown') setChoice((choice + 1) % found.length);
        else if (event.key === 'ArrowUp') setChoice((choice + found.length - 1) % found.length);
        else if (event.key === 'Enter' || event.key === 'Tab') take(found[choice]!);
        else if (event.key === 'Escape') setCursor(-1);
        else return false;
        event.preventDefault();
        return true;
    };

    const silent = silence(conversation);
    if (silent !== undefined) return <p className={styles.silent}>{t(silent)}</p>;
    return (
        <div className={styles.composer}>
            {kept?.replyTo !== undefined && <ReplyPreview conversation={id} id={kept.replyTo} onStop={() => void stop(store, id)} />}
            {editing !== undefined && (
                <EditedMessage
                    onStop={() => {
                        setText('');
                        void stop(store, id);
                    }}
                />
            )}
            {found.length > 0 && <MentionList names={found} at={choice} onPick={take} />}
            {tooLong && (
                <p className={styles.warning} role="alert">
                    {t('composer.tooLong')}
                </p>
            )}
            <div className={styles.line}>
                <Popover opened={picking} onChange={setPicking} position="top-start" shadow="md" radius="lg" trapFocus returnFocus>
                    <Popover.Target>
                        <Tooltip label={t('composer.emoji')}>
                            <ActionIcon size={42} aria-label={t('composer.emoji')} onClick={() => setPicking(!picking)}>
                                <IconMoodSmile size={24} />
                            </ActionIcon>
                        </Tooltip>
                    </Popover.Target>
                    <Popover.Dropdown p={6} aria-label={t('composer.emoji')}>
                        <Suspense>
                            <EmojiPicker
                                onPick={emoji => {
                                    setPicking(false);
                                    const at = area.current?.selectionStart ?? text.length;
                                    insert(emoji, at, area.current?.selectionEnd ?? at);
                                }}
                            />
                        </Suspense>
                    </Popover.Dropdown>
                </Popover>
                <Textarea
                    ref={area}
                    className={styles.area ?? ''}
                    classNames={{ input: styles.input ?? '' }}
                    autosize
                    minRows={1}
                    maxRows={8}
                    dir="auto"
                    placeholder={t('composer.placeholder')}
                    aria-label={t('composer.placeholder')}
                    value={text}
                    onChange={event => change(event.currentTarget.value, event.currentTarget.selectionStart)}
                    onSelect={event => setCursor(event.currentTarget.selectionStart)}
                    onKeyDown={keys}
                    onBlur={typing.stopped}
                />
                <ActionIcon size={42} variant="filled" color="pine" aria-label={t('composer.send')} disabled={text.trim() === '' || tooLong} onClick={() => void send()}>
                    <IconSend2 size={22} className="mirrored" />
                </ActionIcon>
            </div>
        </div>
    );
}

/** Why nothing can be written here. */
function silence({ kind, role, announcementOnly }: Conversation): string | undefined {
    if (kind === 'direct') return undefined;
    if (role === undefined) return 'composer.left';
    return announcementOnly && role === 'member' ? 'composer.announcements' : undefined;
}
