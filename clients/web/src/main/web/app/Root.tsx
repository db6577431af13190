import { Loader, Center } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Login } from '../login/login';
import { Landing } from '../login/Landing';
import { loadConfig } from './config';
import { Session, SessionContext } from './session';
import { Shell } from './Shell';

type State =
    | { at: 'start' }
    | { at: 'unreachable' }
    | { at: 'landing'; login: Login }
    | { at: 'in'; session: Session };

/** Who is there: nobody yet, somebody on the way to the login page, or a user. */
export function Root() {
    const [state, setState] = useState<State>({ at: 'start' });
    useEffect(() => {
        void begin().then(setState);
    }, []);
    switch (state.at) {
        case 'start':
            return (
                <Center h="100%">
                    <Loader aria-label="Parley" />
                </Center>
            );
        case 'unreachable':
            return <Landing />;
        case 'landing':
            return <Landing login={state.login} />;
        case 'in':
            return (
                <SessionContext value={state.session}>
                    <Shell />
                </SessionContext>
            );
    }
}

let begun: Promise<State> | undefined;

/** Once in the life of the page: a code from the login page is good for one time. */
function begin(): Promise<State> {
    begun ??= open();
    return begun;
}

async function open(): Promise<State> {
    try {
        const config = await loadConfig();
        const login = new Login(config);
        const user = await login.user();
        if (user !== undefined) {
            const session = new Session(user, login, config);
            session.start();
            return { at: 'in', session };
        }
        if (login.isReturning) {
            await login.start();
            return { at: 'start' };
        }
        return { at: 'landing', login };
    } catch (reason) {
        console.warn('start', reason);
        return { at: 'unreachable' };
    }
}
