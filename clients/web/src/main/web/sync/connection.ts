import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import type { Outcome } from '../core/outbox';

export interface Handlers {
    connected(resumed: boolean): void;
    message(topic: string, payload: Uint8Array, retained: boolean): void;
    closed(end: End): void;
}

/** Why a connection ended or never was. */
export type End = { kind: 'lost' } | { kind: 'login' } | { kind: 'elsewhere' } | { kind: 'refused'; code: number };

export interface Login {
    user: string;
    device: string;
    token: string;
    url: string;
}

const PATIENCE = 10_000;
const WEEK = 7 * 24 * 60 * 60;

/** One MQTT connection, from its start to its end; another try is another one of these. */
export class MqttConnection {
    private readonly client: MqttClient;
    private end: End = { kind: 'lost' };
    private closed = false;

    constructor(login: Login, handlers: Handlers) {
        const { user, device, token, url } = login;
        this.client = mqtt.connect(url, {
            protocolVersion: 5,
            clientId: `${user}:${device}`,
            username: user,
            password: token,
            clean: false,
            properties: { sessionExpiryInterval: WEEK, receiveMaximum: 500 },
            will: {
                topic: `presence/${user}/${device}`,
                payload: '{"state":"offline"}' as unknown as Buffer,
                qos: 1,
                retain: false,
                // A page that is loaded again is back before that.
                properties: { willDelayInterval: 8 },
            },
            keepalive: 30,
            connectTimeout: PATIENCE,
            reconnectPeriod: 0,
            queueQoSZero: false,
            resubscribe: false,
        });
        this.client.on('connect', packet => handlers.connected(packet.sessionPresent));
        this.client.on('message', (topic: string, payload: Uint8Array, packet: IPublishPacket) =>
            handlers.message(topic, payload, packet.retain),
        );
        this.client.on('disconnect', packet => (this.end = endOf(packet.reasonCode ?? 0)));
        this.client.on('error', error => {
            if ('code' in error && typeof error.code === 'number') this.end = endOf(error.code);
        });
        this.client.on('close', () => {
            if (this.closed) return;
            this.closed = true;
            this.client.end(true);
            handlers.closed(this.end);
        });
    }

    /** At QoS 1; the answer tells what the broker said. */
    publish(topic: string, payload: string): Promise<Outcome> {
        return new Promise(resolve => {
            const timer = setTimeout(() => resolve({ kind: 'silent' }), PATIENCE);
            this.client.publish(topic, payload, { qos: 1 }, (error, packet) => {
                clearTimeout(timer);
                const code = codeOf(error) ?? (packet as { reasonCode?: number } | undefined)?.reasonCode ?? 0;
                if (code >= 0x80) resolve({ kind: 'refused', code, reason: reasonOf(packet) });
                else resolve(error ? { kind: 'silent' } : { kind: 'taken' });
            });
        });
    }

    /** Gone if nobody takes it now, as typing is. */
    whisper(topic: string, payload: string) {
        if (this.client.connected) this.client.publish(topic, payload, { qos: 0 });
    }

    subscribe(topics: Record<string, { qos: 0 | 1; nl?: boolean }>): Promise<void> {
        return new Promise(resolve => this.client.subscribe(topics, () => resolve()));
    }

    unsubscribe(topics: string[]) {
        if (this.client.connected && topics.length > 0) this.client.unsubscribe(topics);
    }

    /** The network is gone: nobody hears a farewell. */
    cut() {
        this.closed = true;
        this.client.end(true);
    }

    /** A clean end: the Will stays unsaid. */
    async close(): Promise<void> {
        this.closed = true;
        await this.client.endAsync(!this.client.connected).catch(() => undefined);
    }
}

const codeOf = (error: unknown): number | undefined =>
    error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

function reasonOf(packet: unknown): string {
    const properties = (packet as { properties?: { reasonString?: string } } | undefined)?.properties;
    return properties?.reasonString ?? '';
}

function endOf(code: number): End {
    switch (code) {
        case 0x86:
        case 0x87:
        case 0xa0:
            return { kind: 'login' };
        case 0x8e:
            return { kind: 'elsewhere' };
        case 0x85:
            return { kind: 'refused', code };
        default:
            return { kind: 'lost' };
    }
}
