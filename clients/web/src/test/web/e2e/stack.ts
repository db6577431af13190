import { readFileSync } from 'node:fs';

interface StackFile {
    keycloak: { url: string; realm: string; adminUser: string; adminPassword: string; client: string };
    services: Record<string, string>;
    users: Record<string, string>;
    processes: Record<string, number>;
}

const path = process.env.PARLEY_STACK;
if (path === undefined) throw new Error('PARLEY_STACK names the stack.json of a running stack');

export const stack = (): StackFile => JSON.parse(readFileSync(path, 'utf8')) as StackFile;

export const webUrl = (): string => process.env.PARLEY_WEB ?? stack().services.web!;

async function form(url: string, fields: Record<string, string>): Promise<{ access_token: string }> {
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { access_token: string };
}

/** A login is slow on purpose, and its token lives for a minute. */
let login: { token: Promise<string>; until: number } | undefined;

function adminToken(): Promise<string> {
    if (login === undefined || Date.now() > login.until) {
        const { url, adminUser, adminPassword } = stack().keycloak;
        const fields = { grant_type: 'password', client_id: 'admin-cli', username: adminUser, password: adminPassword };
        const token = form(`${url}/realms/master/protocol/openid-connect/token`, fields).then(answer => answer.access_token);
        token.catch(() => (login = undefined));
        login = { token, until: Date.now() + 15_000 };
    }
    return login.token;
}

async function admin(method: string, path: string, body?: unknown): Promise<Response> {
    const { url, realm } = stack().keycloak;
    const answer = await fetch(`${url}/admin/realms/${realm}${path}`, {
        method,
        headers: { Authorization: `Bearer ${await adminToken()}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`);
    return answer;
}

export interface Account {
    name: string;
    password: string;
}

/** Somebody new, whose name starts so. */
export async function account(prefix: string): Promise<Account> {
    const name = `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
    const password = crypto.randomUUID();
    await admin('POST', '/users', {
        username: name,
        enabled: true,
        credentials: [{ type: 'password', value: password, temporary: false }],
    });
    return { name, password };
}

/** Somebody new who may look after the server. */
export async function operator(prefix: string): Promise<Account> {
    const made = await account(prefix);
    await promote(made);
    return made;
}

/** Makes somebody an operator: his next token says so. */
export async function promote({ name }: Account): Promise<void> {
    const [user] = (await (await admin('GET', `/users?exact=true&username=${name}`)).json()) as [{ id: string }];
    const role = await (await admin('GET', '/roles/operator')).json();
    await admin('POST', `/users/${user.id}/role-mappings/realm`, [role]);
}

/** One of those who are there from the start. */
export const demo = (name: string): Account => ({ name, password: stack().users[name]! });

/** How long tokens live, for those made from now on. */
export async function tokenLife(seconds: number): Promise<void> {
    await admin('PUT', '', { accessTokenLifespan: seconds });
}

export async function token({ name, password }: Account): Promise<string> {
    const { url, realm, client } = stack().keycloak;
    const fields = { grant_type: 'password', client_id: client, username: name, password };
    return (await form(`${url}/realms/${realm}/protocol/openid-connect/token`, fields)).access_token;
}
