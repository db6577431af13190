import { useTranslation } from 'react-i18next';
import { exactTime } from '../../i18n/format';

/** A moment, to the second. */
export function When({ at }: { at: string | number }) {
    const { i18n } = useTranslation();
    const time = new Date(at);
    if (Number.isNaN(time.getTime())) return <>–</>;
    return <time dateTime={time.toISOString()}>{exactTime(time.getTime(), i18n.language)}</time>;
}
