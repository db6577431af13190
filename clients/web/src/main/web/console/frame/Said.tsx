import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutPiles } from '../../core/display';
import { visible } from './visible';
import styles from './Console.module.css';

const FOLDED = 600;

/** What a stranger wrote, as text and nothing else, in its own direction. */
export function Said({ text }: { text: string }) {
    const { t } = useTranslation();
    const [open, setOpen] = useState(false);
    const long = text.length > FOLDED;
    return (
        <span className={styles.said} dir="auto">
            {withoutPiles(long && !open ? `${text.slice(0, FOLDED)}…` : text)}
            {long && (
                <button type="button" className={styles.more} onClick={() => setOpen(!open)}>
                    {t(open ? 'message.less' : 'message.more')}
                </button>
            )}
        </span>
    );
}

/** Letter by letter, with what is usually not seen. */
export function Raw({ text, label }: { text: string; label: string }) {
    return (
        <pre className={styles.raw} dir="ltr" tabIndex={0} role="region" aria-label={label}>
            {visible(text)}
        </pre>
    );
}

/** A name or an id: in its own direction, and never wider than its place. */
export const Name = ({ text }: { text: string }) => <bdi className={styles.name}>{visible(text)}</bdi>;
