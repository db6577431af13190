import { Service, type Tokens } from './http';

/** How this browser is told while no tab is open. */
export class Push {
    private readonly service: Service;

    constructor(tokens: Tokens) {
        this.service = new Service('/api/push', tokens);
    }

    async key(): Promise<string> {
        return (await this.service.ask<{ key: string }>('/vapid-key')).key;
    }

    register(device: string, subscription: PushSubscription): Promise<void> {
        const { endpoint, keys } = subscription.toJSON();
        const target = { kind: 'web-push', endpoint, keys };
        return this.service.ask(`/devices/${device}`, { method: 'PUT', body: { name: browserName(), target } });
    }

    remove(device: string): Promise<void> {
        return this.service.ask(`/devices/${device}`, { method: 'DELETE' });
    }

    mute(conversation: string, mute: '8h' | '1week' | 'always'): Promise<void> {
        return this.service.ask(`/mutes/${encodeURIComponent(conversation)}`, { method: 'PUT', body: { mute } });
    }

    unmute(conversation: string): Promise<void> {
        return this.service.ask(`/mutes/${encodeURIComponent(conversation)}`, { method: 'DELETE' });
    }
}

function browserName(): string {
    const browser = /(Firefox|Edg|Chrome|Safari)\//.exec(navigator.userAgent)?.[1] ?? 'Browser';
    return `${browser === 'Edg' ? 'Edge' : browser} (${/Windows|Mac OS|Android|iPhone|iPad|Linux/.exec(navigator.userAgent)?.[0] ?? '?'})`;
}
