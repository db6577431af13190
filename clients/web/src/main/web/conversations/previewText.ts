import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import type { Conversation } from '../store/conversation';

/** One line about the newest message. */
export function usePreviewText({ last, kind }: Conversation): string {
    const { t } = useTranslation();
    const { me } = useSession();
    if (!last) return '';
    const text = textOf(last.type, last.text, last.event, t);
    if (kind !== 'group' || last.type === 'system') return text;
    return `${last.from === me ? t('you') : last.from}: ${text}`;
}

export function textOf(type: string, text: string, event: string | undefined, t: (key: string) => string): string {
    switch (type) {
        case 'deleted':
        case 'expired':
        case 'erased':
            return t(`removed.${type}`);
        case 'system':
            return t(`event.short.${event ?? 'other'}`);
        case 'text':
            return text;
        default:
            return text === '' ? t(`type.${type}`) : text;
    }
}
