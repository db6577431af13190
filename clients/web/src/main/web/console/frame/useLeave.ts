import { useLogout } from '../../login/useLogout';
import type { Operator } from '../operator';

/** Logs out of the console and the chat, which are one login; nothing stays in this browser. */
export function useLeave(operator: Operator) {
    const session = async () => {
        const { Session } = await import('../../app/session');
        return new Session(operator.me, operator.login, operator.config);
    };
    return useLogout(session, () => void (operator.leaving = true));
}
