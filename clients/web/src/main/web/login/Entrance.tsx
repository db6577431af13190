import { Center, Loader } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { loadConfig, type Config } from '../app/config';
import { Landing } from './Landing';
import { Login } from './login';

/** A page that is for users only. */
interface Entry<Entered> {
    /** The page's address: it logs in and is come back to. */
    path: string;
    /** What the page makes of a user who is logged in. */
    enter: (user: string, login: Login, config: Config) => Entered | Promise<Entered>;
}

interface Props<Entered> extends Entry<Entered> {
    children: (entered: Entered) => ReactNode;
}

type State<Entered> =
    | { at: 'start' }
    | { at: 'unreachable' }
    | { at: 'landing'; login: Login }
    | { at: 'in'; entered: Entered };

/** Who is there: nobody yet, somebody on the way to the login page, or a user, for whom the page is. */
export function Entrance<Entered>({ path, enter, children }: Props<Entered>) {
    const [state, setState] = useState<State<Entered>>({ at: 'start' });
    useEffect(() => {
        void begin({ path, enter }).then(setState);
    }, [path, enter]);
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
            return children(state.entered);
    }
}

let begun: Promise<unknown> | undefined;

/** Once in the life of the page: a code from the login page is good for one time. */
function begin<Entered>(entry: Entry<Entered>): Promise<State<Entered>> {
    const once = (begun as Promise<State<Entered>> | undefined) ?? open(entry);
    begun = once;
    return once;
}

async function open<Entered>({ path, enter }: Entry<Entered>): Promise<State<Entered>> {
    try {
        const config = await loadConfig();
        const login = new Login(config, path);
        const user = await login.user();
        if (user !== undefined) return { at: 'in', entered: await enter(user, login, config) };
        if (!login.isReturning) return { at: 'landing', login };
        await login.start();
        return { at: 'start' };
    } catch (reason) {
        console.warn('start', reason);
        return { at: 'unreachable' };
    }
}
