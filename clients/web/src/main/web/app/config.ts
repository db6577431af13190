/** What the origin says of itself: /config.json. */
export interface Config {
    issuer: string;
    clientId: string;
    mqttPath: string;
}

const KEPT = 'parley.config';

/** From the server, or as it was last, so that the client opens without a network. */
export async function loadConfig(): Promise<Config> {
    try {
        const answer = await fetch('/config.json');
        if (!answer.ok) throw new Error(`config.json answers ${answer.status}`);
        const config = (await answer.json()) as Config;
        localStorage.setItem(KEPT, JSON.stringify(config));
        return config;
    } catch (reason) {
        const kept = localStorage.getItem(KEPT);
        if (kept === null) throw reason;
        return JSON.parse(kept) as Config;
    }
}

export function mqttUrl({ mqttPath }: Config): string {
    const { protocol, host } = window.location;
    return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${mqttPath}`;
}
