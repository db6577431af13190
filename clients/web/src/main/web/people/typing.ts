import { useTranslation } from 'react-i18next';
import { useLive, useNow } from '../app/hooks';

/** Who types in a conversation right now, in words. */
export function useTyping(conversation: string, inGroup: boolean): string | undefined {
    const { t } = useTranslation();
    const { typing } = useLive();
    const now = useNow(2_000);
    const users = Object.entries(typing[conversation] ?? {}).filter(([, until]) => until > now).map(([user]) => user);
    if (users.length === 0) return undefined;
    if (!inGroup) return t('typing.one');
    return users.length === 1 ? t('typing.named', { user: users[0] }) : t('typing.several', { count: users.length });
}
