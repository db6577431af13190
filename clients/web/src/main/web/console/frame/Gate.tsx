import { Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { loadConfig } from '../../app/config';
import { Landing } from '../../login/Landing';
import { Login } from '../../login/login';
import { Bus } from '../../sync/bus';
import { Operator, OperatorContext, ROLE } from '../operator';
import { Frame } from './Frame';
import { NotAllowed } from './NotAllowed';

type State =
    | { at: 'start' }
    | { at: 'unreachable' }
    | { at: 'landing'; login: Login }
    | { at: 'refused'; operator: Operator }
    | { at: 'in'; operator: Operator };

/** Who is there: nobody yet, somebody on the way to the login page, a user without the role, or an operator. */
export function Gate() {
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
        case 'refused':
            return <NotAllowed operator={state.operator} onAllowed={() => setState({ at: 'in', operator: state.operator })} />;
        case 'in':
            return (
                <OperatorContext value={state.operator}>
                    <Frame />
                </OperatorContext>
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
        const login = new Login(config, '/console');
        const user = await login.user();
        if (user === undefined) {
            if (!login.isReturning) return { at: 'landing', login };
            await login.start();
            return { at: 'start' };
        }
        const operator = new Operator(user, login, config);
        new Bus(user).listen(word => {
            if (word.kind === 'logout' && !operator.leaving) void login.forget().then(() => window.location.reload());
        });
        return { at: (await login.roles()).includes(ROLE) ? 'in' : 'refused', operator };
    } catch (reason) {
        console.warn('start', reason);
        return { at: 'unreachable' };
    }
}
