import { useTranslation } from 'react-i18next';
import type { Message } from '../core/message';

/** "Alice added Bob and Carol". */
export function EventText({ message, me }: { message: Message; me: string }) {
    const { t, i18n } = useTranslation();
    const { event = '', by = '', users = [], name = '', role = '', on } = message.event ?? {};
    const who = (user: string) => (user === me ? t('you') : user);
    const list = new Intl.ListFormat(i18n.language).format(users.map(who));
    const state = on === undefined ? '' : on ? '.on' : '.off';
    return <bdi>{t(`event.long.${event}${state}`, { defaultValue: t('event.long.other'), by: who(by), users: list, name, role: t(`role.${role || 'member'}`) })}</bdi>;
}
