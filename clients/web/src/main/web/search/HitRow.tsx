import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Hit } from '../api/archive';
import { useConversation } from '../app/hooks';
import { useSession } from '../app/session';
import { titleOf } from '../conversations/sorted';
import { isGroup, peerOf } from '../core/ids';
import { emptyConversation } from '../store/conversation';
import { shortTime } from '../i18n/format';
import { Face } from '../people/Face';
import styles from './Search.module.css';

export function HitRow({ hit, everywhere, onOpen }: { hit: Hit; everywhere: boolean; onOpen: () => void }) {
    const { t, i18n } = useTranslation();
    const { me } = useSession();
    const { message } = hit;
    const conversation = useConversation(message.conversation) ?? emptyConversation(message.conversation, peerOf(message.conversation, me));
    const title = titleOf(conversation, me, t('list.notes'));
    const at = Date.parse(message.timestamp ?? message.receivedAt);
    const from = message.from === me ? t('you') : message.from;
    return (
        <UnstyledButton className={styles.hit ?? ''} onClick={onOpen} data-hit={message.id}>
            <Face name={everywhere ? title : message.from} group={everywhere && isGroup(message.conversation)} size={40} />
            <span className={styles.body}>
                <span className={styles.top}>
                    <bdi className={styles.name}>{everywhere ? title : from}</bdi>
                    <time>{shortTime(at, Date.now(), i18n.language)}</time>
                </span>
                <span className={styles.snippet} dir="auto">
                    {everywhere && <>{from}: </>}
                    {marked(hit).map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>))}
                </span>
            </span>
        </UnstyledButton>
    );
}

function marked({ snippet }: Hit): { text: string; found: boolean }[] {
    const parts: { text: string; found: boolean }[] = [];
    let at = 0;
    for (const { start, end } of snippet.highlights) {
        parts.push({ text: snippet.text.slice(at, start), found: false }, { text: snippet.text.slice(start, end), found: true });
        at = end;
    }
    return [...parts, { text: snippet.text.slice(at), found: false }].filter(part => part.text !== '');
}
