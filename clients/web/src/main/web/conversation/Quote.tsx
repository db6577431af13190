import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { textOf } from '../conversations/previewText';
import { oneLine } from '../core/display';
import type { Message } from '../core/message';
import { fromArchive } from '../core/wire';
import styles from './Quote.module.css';

/** The message that is answered: from the store, else from the archive. */
export function useQuoted(conversation: string, id: string): Message | null | undefined {
    const { store, archive } = useSession();
    return useLiveQuery(async () => {
        const known = await store.messages.get([conversation, id]);
        if (known) return known;
        const asked = await archive.message(id).catch(() => undefined);
        const arrival = asked && asked.conversation === conversation ? fromArchive(asked) : undefined;
        return arrival && 'message' in arrival ? arrival.message : null;
    }, [store, archive, conversation, id]);
}

export function Quote({ conversation, id, onJump }: { conversation: string; id: string; onJump: (id: string) => void }) {
    const { t } = useTranslation();
    const quoted = useQuoted(conversation, id);
    if (quoted === null) return <span className={styles.quote}>{t('message.gone')}</span>;
    return (
        <button type="button" className={styles.quote} onClick={() => onJump(id)} data-quote={id}>
            <QuoteBody message={quoted} />
        </button>
    );
}

export function QuoteBody({ message }: { message: Message | undefined }) {
    const { t } = useTranslation();
    const { me } = useSession();
    if (!message) return <span className={styles.text}>…</span>;
    return (
        <>
            <span className={styles.name} dir="auto">
                {message.from === me ? t('you') : message.from}
            </span>
            <span className={styles.text} dir="auto">
                {message.removed ? t(`removed.${message.removed}`) : textOf(message.type, oneLine(message.text), undefined, t)}
            </span>
        </>
    );
}
