import { Entrance } from '../login/Entrance';
import type { Login } from '../login/login';
import type { Config } from './config';
import { Session, SessionContext } from './session';
import { Shell } from './Shell';

/** The chat, for a user. */
export function Root() {
    return (
        <Entrance path="/" enter={begin}>
            {session => (
                <SessionContext value={session}>
                    <Shell />
                </SessionContext>
            )}
        </Entrance>
    );
}

function begin(user: string, login: Login, config: Config): Session {
    const session = new Session(user, login, config);
    session.start();
    return session;
}
