import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import type { Config } from '../app/config';
import { LoginNeeded, type Access } from './access';

/** A token is renewed so long before its end. */
const MARGIN = 90;
const RETURNING = 'parley.returning';

/**
 * OpenID Connect: authorization code with PKCE, renewed by refresh token. Tokens are in this tab's session storage
 * and nowhere else.
 */
export class Login implements Access {
    private readonly manager: UserManager;
    private readonly listeners = new Set<() => void>();
    private renewing: Promise<User> | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;

    /** @param path of the page that logs in and is come back to */
    constructor(
        config: Config,
        private readonly path = '/',
    ) {
        const store = new WebStorageStateStore({ store: window.sessionStorage });
        this.manager = new UserManager({
            authority: config.issuer,
            client_id: config.clientId,
            redirect_uri: window.location.origin + path,
            post_logout_redirect_uri: `${window.location.origin}/`,
            scope: 'openid profile',
            userStore: store,
            stateStore: store,
            automaticSilentRenew: false,
            monitorSession: false,
        });
    }

    /** The user, if this tab is logged in: coming back from the login page, or from before. */
    async user(): Promise<string | undefined> {
        if (/[?&](code|error)=/.test(window.location.search)) await this.comeBack();
        const user = await this.manager.getUser();
        if (!user?.profile.preferred_username) return undefined;
        localStorage.setItem(RETURNING, 'yes');
        this.schedule(user);
        return user.profile.preferred_username;
    }

    private async comeBack() {
        try {
            const user = await this.manager.signinCallback();
            window.history.replaceState({}, '', this.path + (typeof user?.state === 'string' ? user.state : ''));
        } catch (reason) {
            // An old address, opened again: there is nothing to come back from.
            console.warn('login', reason);
            window.history.replaceState({}, '', this.path);
        }
    }

    /** Whether somebody was logged in here before: then the login page most often needs no password. */
    get isReturning(): boolean {
        return localStorage.getItem(RETURNING) !== null;
    }

    start(): Promise<void> {
        return this.manager.signinRedirect({ state: window.location.hash });
    }

    async end(): Promise<void> {
        localStorage.removeItem(RETURNING);
        clearTimeout(this.timer);
        await this.manager.signoutRedirect();
    }

    /** Another tab logged out. */
    async forget(): Promise<void> {
        clearTimeout(this.timer);
        localStorage.removeItem(RETURNING);
        await this.manager.removeUser();
    }

    onRenewed(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    roles = async (): Promise<string[]> => {
        const token = (await this.manager.getUser())?.access_token.split('.')[1];
        if (!token) return [];
        const claims = JSON.parse(atob(token.replace(/-/g, '+').replace(/_/g, '/'))) as { realm_access?: { roles?: string[] } };
        return claims.realm_access?.roles ?? [];
    };

    token = async (): Promise<string> => {
        const user = await this.manager.getUser();
        if (!user) throw new LoginNeeded();
        if ((user.expires_in ?? 0) > MARGIN / 2) return user.access_token;
        return (await this.renew()).access_token;
    };

    /** A new token, which knows of roles given since the last. */
    async lookAgain(): Promise<void> {
        await this.renew();
    }

    private renew(): Promise<User> {
        this.renewing ??= this.renewNow().finally(() => (this.renewing = undefined));
        return this.renewing;
    }

    private async renewNow(): Promise<User> {
        try {
            const user = await this.manager.signinSilent();
            if (!user) throw new LoginNeeded();
            this.schedule(user);
            for (const listener of this.listeners) listener();
            return user;
        } catch (reason) {
            if (isFinal(reason)) throw new LoginNeeded();
            throw reason;
        }
    }

    private schedule(user: User) {
        clearTimeout(this.timer);
        const seconds = Math.max(1, (user.expires_in ?? 0) - MARGIN);
        this.timer = setTimeout(() => void this.renew().catch(() => undefined), seconds * 1000);
    }
}

/** The issuer answered, and says that this session is over; anything else may be better in a moment. */
function isFinal(reason: unknown): boolean {
    return reason instanceof LoginNeeded || (reason instanceof Error && 'error' in reason && /invalid_grant|login_required/.test(String(reason.error)));
}
