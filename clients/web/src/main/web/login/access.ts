/** How the servers are told who is there. */
export interface Access {
    /** A token that still holds for a while; fails with LoginNeeded. */
    token(): Promise<string>;
    /** Told whenever there is a new token. */
    onRenewed(listener: () => void): () => void;
}

/** The session is over: only the login page helps. */
export class LoginNeeded extends Error {}
