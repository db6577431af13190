import type { TFunction } from 'i18next';
import { Failure } from '../api/http';
import { LoginNeeded } from '../login/access';

/** What went wrong and what to do, in words. */
export function failureText(reason: unknown, t: TFunction): string {
    if (reason instanceof LoginNeeded) return t('connection.login');
    if (!(reason instanceof Failure)) return t('failure.other');
    if (reason.status === 0 || reason.status >= 502) return t('failure.unreachable');
    const known = ['last-owner', 'limit', 'changed', 'not-found', 'link-invalid'].find(name => name === reason.problem);
    return known ? t(`failure.${known}`, { detail: reason.message }) : reason.message;
}
