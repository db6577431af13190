import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { Said } from '../frame/Said';
import type { Found } from './oversight';

const GONE = ['deleted', 'expired', 'erased'];

/** What a message says, or why it says nothing any more. */
export function Text({ message }: { message: Found }) {
    const { t } = useTranslation();
    const { removed, type } = message;
    if (removed !== undefined) return <em className={styles.soft}>{GONE.includes(removed) ? t(`removed.${removed}`) : removed}</em>;
    const name = attachmentOf(message);
    const first = firstText(message);
    return (
        <span className={styles.stack}>
            {type !== 'text' && <span className={styles.soft}>{t(`console.type.${type}`, { defaultValue: type })}</span>}
            {message.message !== undefined && message.message !== '' && <Said text={message.message} />}
            {name !== undefined && <Said text={name} />}
            {first !== undefined && (
                <span className={styles.soft}>
                    {t('console.messages.first')} <Said text={first} />
                </span>
            )}
        </span>
    );
}

function attachmentOf({ payload }: Found): string | undefined {
    const attachment = (payload as { attachment?: { name?: unknown } } | undefined)?.attachment;
    return typeof attachment?.name === 'string' ? attachment.name : undefined;
}

/** Of an edited message: what it said at first. */
function firstText({ edited, payload }: Found): string | undefined {
    const first = (payload as { message?: unknown } | undefined)?.message;
    return edited && typeof first === 'string' ? first : undefined;
}
