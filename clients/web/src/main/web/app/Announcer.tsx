import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oneLine } from '../core/display';
import { useSession } from './session';

/** Says new messages to screen readers, without moving the focus. */
export function Announcer() {
    const session = useSession();
    const { t } = useTranslation();
    const [said, setSaid] = useState('');
    useEffect(
        () =>
            session.onNews(messages => {
                const last = messages.at(-1);
                if (last) setSaid(t('message.announced', { from: last.from, text: oneLine(last.text, 120) }));
            }),
        [session, t],
    );
    return (
        <div className="unseen" role="status" aria-live="polite">
            {said}
        </div>
    );
}
