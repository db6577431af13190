import { createContext, useContext } from 'react';
import { Service } from '../api/http';
import type { Config } from '../app/config';
import type { Login } from '../login/login';

export const ROLE = 'operator';

/** Somebody who may look after this server, and the services that are asked. */
export class Operator {
    readonly archive: Service;
    readonly groups: Service;
    readonly presence: Service;
    readonly push: Service;
    readonly web: Service;
    /** Whether he logs out in this tab: then there is nothing to hear from others of it. */
    leaving = false;

    constructor(
        readonly me: string,
        readonly login: Login,
        readonly config: Config,
    ) {
        const service = (path: string) => new Service(path, login.token);
        this.archive = service('/api/archive');
        this.groups = service('/api/groups');
        this.presence = service('/api/presence');
        this.push = service('/api/push');
        this.web = service('/api');
    }
}

export const OperatorContext = createContext<Operator | undefined>(undefined);

export function useOperator(): Operator {
    const operator = useContext(OperatorContext);
    if (!operator) throw new Error('no operator');
    return operator;
}
