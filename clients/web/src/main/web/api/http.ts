/** A failure with words for people: RFC 9457's detail where the service gave one. */
export class Failure extends Error {
    constructor(
        readonly status: number,
        readonly problem: string,
        message: string,
    ) {
        super(message);
    }
}

export type Tokens = () => Promise<string>;

export interface Request {
    method?: string;
    body?: unknown;
    headers?: Record<string, string>;
    signal?: AbortSignal | undefined;
}

const PATIENCE = 30_000;

/** One service behind this origin. */
export class Service {
    constructor(
        private readonly base: string,
        private readonly tokens: Tokens,
    ) {}

    async ask<T>(path: string, request: Request = {}): Promise<T> {
        return (await this.response(path, request)).body as T;
    }

    async response(path: string, { signal, ...request }: Request = {}) {
        const limit = AbortSignal.timeout(PATIENCE);
        const answer = await this.open(path, { ...request, signal: signal ? AbortSignal.any([signal, limit]) : limit });
        const content = isJson(answer) ? await answer.json() : undefined;
        return { body: content as unknown, etag: answer.headers.get('ETag') ?? undefined, status: answer.status };
    }

    /** An answer that is still to be read; with no limit of time, for long ones. */
    async open(path: string, { method = 'GET', body, headers = {}, signal }: Request = {}): Promise<Response> {
        const init: RequestInit = {
            method,
            headers: {
                Authorization: `Bearer ${await this.tokens()}`,
                ...(body !== undefined && { 'Content-Type': 'application/json' }),
                ...headers,
            },
            ...(signal && { signal }),
            ...(body !== undefined && { body: JSON.stringify(body) }),
        };
        const answer = await fetch(this.base + path, init).catch((reason: unknown) => {
            throw new Failure(0, 'unreachable', reason instanceof Error ? reason.message : String(reason));
        });
        if (!answer.ok) throw failureOf(answer.status, isJson(answer) ? await answer.json() : undefined);
        return answer;
    }
}

const isJson = (answer: Response): boolean => answer.headers.get('Content-Type')?.includes('json') ?? false;

function failureOf(status: number, content: { type?: string; detail?: string; title?: string } | undefined): Failure {
    const problem = content?.type?.replace('urn:parley:problem:', '') ?? '';
    return new Failure(status, problem, content?.detail ?? content?.title ?? `HTTP ${status}`);
}

export function query(parameters: Record<string, string | number | undefined>): string {
    const all = Object.entries(parameters).filter(([, value]) => value !== undefined);
    return all.length === 0 ? '' : `?${new URLSearchParams(all.map(([name, value]) => [name, String(value)]))}`;
}
