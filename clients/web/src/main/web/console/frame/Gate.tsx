import { useState } from 'react';
import type { Config } from '../../app/config';
import { Entrance } from '../../login/Entrance';
import type { Login } from '../../login/login';
import { Bus } from '../../sync/bus';
import { Operator, OperatorContext, ROLE } from '../operator';
import { Frame } from './Frame';
import { NotAllowed } from './NotAllowed';

/** The console, for a user with the role. */
export function Gate() {
    return (
        <Entrance path="/console" enter={look}>
            {found => <OperatorsOnly {...found} />}
        </Entrance>
    );
}

interface Found {
    operator: Operator;
    hasRole: boolean;
}

async function look(user: string, login: Login, config: Config): Promise<Found> {
    const operator = new Operator(user, login, config);
    new Bus(user).listen(word => {
        if (word.kind === 'logout' && !operator.leaving) void login.forget().then(() => window.location.reload());
    });
    return { operator, hasRole: (await login.roles()).includes(ROLE) };
}

function OperatorsOnly({ operator, hasRole }: Found) {
    const [isAllowed, setAllowed] = useState(hasRole);
    if (!isAllowed) return <NotAllowed operator={operator} onAllowed={() => setAllowed(true)} />;
    return (
        <OperatorContext value={operator}>
            <Frame />
        </OperatorContext>
    );
}
